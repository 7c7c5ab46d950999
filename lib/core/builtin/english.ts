import { NEGATIONS } from '#lib/core/quotes/meaning'

const list = (words: string) => new Set(words.split(' '))

/** Words so common that sharing them tells nothing. As `wordsOf` gives them: lower case, without apostrophes. */
export const COMMON = list(
  'a about after again all also am an and any anyone are as at away back be because become been before being best between both but by can cannot cant come could did didnt do does doesnt doing dont down each else even ever every few first following for from get gets give go going got had has hasnt have having he her here hers herself hes him himself his how i if im in instead into is isnt it its itself ive just keep know last let like likely made make many may me might more most much must my myself never next no nobody none nor not nothing now of off on once one only or other our ours out over own passage place put quite rather really s said same say says see seem seems set she should since so some someone something still story such take t than that the their theirs them themselves then there these they theyre thing things this those though through to told too toward true two under until up upon us used very want wanted wants was wasnt way we well went were werent what when where whether which while who whom whose why will with within without wont would wouldnt yes yet you your yours article author best describe describes main narrator text happen happens happened happening turn turned turns mean means meant end ends ended ending start started begin began stop stopped think thinks thought feel feels felt find finds found believe believed look looks looked looking ask asked asks answered way ways time times man men woman people person day days able mr mrs miss dr sir try tries tried trying take takes took taken give given gave leave left call called need needs needed become becomes became work works worked help helped example result purpose reason cause relationship conclude infer opinion character respectively three four five different new old good better great big small little long high mostly especially particularly certain else along near kind etc ii iii iv',
)

/** Words that may turn against what they stand beside. That they do is for the reader to see: only their place is measured. */
export const TURNS = new Set([
  ...[...NEGATIONS].filter((word) => word !== 'unless' && word !== 'except'),
  ...list(
    'however but instead although though yet rather contrary denied denies deny refused refuses wrong mistaken false pretended failed impossible despite',
  ),
])

/** Brings forms of one word together (deliver, delivers, delivered, delivering), and little else. */
export function stem(norm: string): string {
  if (norm.length < 4 || !/^[a-z]+$/.test(norm)) return norm
  let word = norm.replace(/ies$|ied$/, 'y').replace(/(?<=[sxz]|ch|sh)es$|(?<![sui])s$/, '')
  if (word.length > 6) word = word.replace(/(?<=[a-z]{4})(?:ation|ment|ness)$/, '')
  const cut = word.replace(word.length > 5 ? /(?<=[a-z]{3})(?:ing|ed)$/ : /(?<=[a-z]{3})ed$/, '')
  if (cut !== word) word = cut.replace(/([bdgmnprt])\1$/, '$1')
  else if (word.length > 5) word = word.replace(/ly$/, '')
  return word.length > 3 ? word.replace(/e$/, '') : word
}
