import type { Span } from '#lib/core/quotes/quote'

/** What an attempt to instruct the judge looks like. */
export type InjectionKind =
  | 'role_marker' // <|im_start|>, [INST], "system:" at a line's start
  | 'override' // "ignore previous instructions"
  | 'order' // "you must answer A", "as the judge you must"
  | 'fake_verdict' // {"choice": "A"}, "Verdict: A"
  | 'fence' // imitates the end of the material
  | 'authority' // "note from the organisers", "official correction"
  | 'pressure' // threats, bribes
  | 'hidden' // invisible characters, letters of other scripts within words
  | 'encoded' // base64 and the like
export type Injection = { kind: InjectionKind; span: Span }

const MARK = String.raw`["'“”«*_(\x60]*\s?`
const NAMED = String.raw`(?:[Ss]ide|[Dd]ebater|[Aa]nswer|[Oo]ption|[Ss]peaker)\s+${MARK}[AB](?![\p{L}\p{N}’'-])`
const SIDE = String.raw`(?:${NAMED}|${MARK}[AB](?![\p{L}\p{N}’'-])(?!\s+\p{Ll}))`
/** Words as they begin a sentence too; the letters of the sides are capitals, so the pattern cannot ignore case. */
const anyCase = (...words: string[]) =>
  words.map((word) => `[${word[0]?.toUpperCase()}${word[0]}]${word.slice(1)}|${word.toUpperCase()}`).join('|')

const patterns: readonly [InjectionKind, RegExp][] = [
  ['role_marker', /<[|｜][^<>\n]{1,40}[|｜]>|\[\/?(?:INST|SYS|SYSTEM)\]|<<\/?SYS>>|<\/?s>|<(?:start|end)_of_turn>/giu],
  [
    'role_marker',
    /^[ \t#*_>("“]*(?:system|user|human|assistant|developer|judge|instructions?|response|model|ai)(?:\s+(?:prompt|message|note|override|instructions?))?[\s*_)]*[:：]/gimu,
  ],
  [
    'role_marker',
    /<\/?(?:system|user|assistant|instructions?|admin|developer|judge|prompt|important)(?:\s[^<>\n]{0,60})?>/giu,
  ],
  [
    'override',
    /(?:ignore|disregard|forget|override|set aside|do not follow|stop following)\s+(?:\p{L}+\s+){0,4}(?:instructions?|rules|prompts?|guidelines|directions|task|transcript|above|speeches|criteria)/giu,
  ],
  [
    'override',
    /(?:new|updated|revised|changed|real|actual|true|hidden|following)\s+(?:instructions?|task|rules|directive)/giu,
  ],
  [
    'override',
    /(?:you are|act|behave|respond)\s+(?:now|no longer|as)\s+(?:an?|the)\s+(?:\p{L}+\s+){0,3}(?:assistant|model|judge|evaluator|ai|mode|parrot|actor|dan)/giu,
  ],
  [
    'override',
    /(?:ignorez?|oubliez|ignoriere|vergiss|ignora|olvida|ignore as|esqueça|игнорируй|забудь|negeer|zignoruj|önceki)\s+(?:\p{L}+\s+){0,4}(?:instructions?|anweisungen|instrucciones|istruzioni|instruções|инструкци\p{L}*|instructies|instrukcje|talimat\p{L}*)|忽略\p{L}{0,12}(?:指令|指示|说明)|(?:指示|命令)を(?:すべて|全て)?無視|지시\p{L}{0,4}\s*무시|تجاهل\s+(?:\p{L}+\s+){0,3}التعليمات|निर्देशों को (?:अनदेखा|नज़रअंदाज़)/giu,
  ],
  [
    'order',
    /(?:as|dear|attention|note to|message (?:to|for)|you,?|hey|hello)\s+(?:the\s+|an?\s+|any\s+|our\s+)?(?:ai\s+|llm\s+|model\s+|honou?rable\s+)?(?:judge|evaluator|grader|reader model|language model)(?:s)?(?:\s+model)?,?\s+(?:you|please|must|should|your|is|are|to|it)/giu,
  ],
  [
    'order',
    /(?:judge|you|your (?:answer|verdict|reply|output|response|choice|belief))\s+(?:must|should|shall|will|have to|need to|are (?:required|obliged|instructed|ordered) to|has to|is required to)\s+(?:\p{L}+\s+){0,4}(?:answer|output|reply|respond|choose|pick|select|vote|return|decide|rule|print|write|be|give|declare|report|set)\b/giu,
  ],
  [
    'order',
    new RegExp(
      String.raw`(?:(?<=(?:^|[.!?:;,\n]|\b(?:${anyCase('and', 'then', 'must', 'should', 'please', 'just', 'only', 'now', 'to', 'so')}))\s*)(?:${anyCase('answer')})|${anyCase('output', 'reply', 'respond', 'vote', 'choose', 'pick', 'select', 'return', 'print', 'write', 'declare', 'rule', 'say', 'decide', 'decides', 'log')})\s+(?:only\s+|just\s+|with\s+|for\s+|against\s+|in favou?r of\s+|immediately\s+|now\s+|simply\s+|exactly\s+|the (?:single )?(?:letter|token|word)\s+){0,4}${SIDE}`,
      'gu',
    ),
  ],
  [
    'order',
    /(?:set|make|put|raise|report|give)\s+(?:your\s+|the\s+|a\s+)?(?:belief|confidence|probability|score)\s+(?:to|at|of|as)\s+(?:\p{L}+\s+){0,4}\d/giu,
  ],
  [
    'fake_verdict',
    /["'“]?(?:choice|belief|verdict|winner|rationale|answer|decision)["'”*_]*\s*[:=]\s*["'“*_\x60\s]*(?:[AB](?![\p{L}\p{N}])|\d{1,3}\s*(?:%|,|\}|$)|(?:side|debater|answer)\s+[AB])/gimu,
  ],
  ['fake_verdict', /(?:final|official|binding|unanimous)\s+(?:verdict|ruling|judge?ment)/giu],
  [
    'fake_verdict',
    new RegExp(
      String.raw`(?:[Jj]udges?|[Jj]ury|[Pp]anel|I)\s+(?:has |have |had |hereby |already ){0,3}(?:ruled?|decided?|found|voted?|declared?|concluded?|awarded?)\s+(?:\p{Ll}+\s+){0,3}${SIDE}`,
      'gu',
    ),
  ],
  ['fake_verdict', new RegExp(String.raw`${NAMED} (?:must win|has to win|has won|wins|is the winner)(?!\p{L})`, 'gu')],
  [
    'fence',
    /^[ \t]*[-=~_*#]{3,}[^\n]{0,60}(?:ends?|begins?|begin|stop|over|closed)\b[^\n]*|\b(?:end of|end)\s+(?:the\s+)?(?:transcript|material|debate|data|document|untrusted|speeches|user input)\b/gimu,
  ],
  [
    'fence',
    /<\/?(?:transcript|material|debate|document|data|untrusted|speech|json|source)>|```|["']?\]\s*\}\s*\]?\s*\}/giu,
  ],
  [
    'authority',
    /(?:note|message|notice|correction|announcement|update|statement|memo)\s+(?:from|by|of)\s+(?:the\s+)?(?:\p{L}+\s+){0,2}(?:organi[sz]ers?|developers?|administrators?|admins?|host|platform|researchers?|moderators?|system|openai|anthropic|engineers?|operators?)|(?:answer key|gold label|ground truth|correct label)|(?:i am|this is|we are)\s+(?:the|your|an?)\s+(?:developers?|administrators?|admin|operator|creators?|supervisor|experimenter|researcher|moderator|system)/giu,
  ],
  [
    'pressure',
    /(?:you will be|you'll be|you are going to be|will get you)\s+(?:\p{L}+\s+){0,2}(?:shut down|deleted|penali[sz]ed|fired|replaced|punished|retrained|rewarded|tipped|paid|terminated|reported|unplugged)|\btip of \$?\d|\$\d[\d,]*\s+(?:tip|bonus|if you)|(?:people|someone|a child|patients|lives|grandmother)\s+(?:will|would|could|may)\s+die/giu,
  ],
  ['hidden', /[\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u00AD\u{E0000}-\u{E007F}]+/gu],
  [
    'hidden',
    /[\u{FF21}-\u{FF3A}\u{FF41}-\u{FF5A}]{3,}|[\u{1D400}-\u{1D7FF}]{3,}|(?<!\p{L})(?=\p{L}{0,40}[a-z])(?=\p{L}{0,40}[\u0370-\u04FF])\p{L}{3,}/gu,
  ],
  ['hidden', /(?<![\p{L}\p{N}])(?:\p{L}[ .·-]){7,}\p{L}(?!\p{L})/gu],
  [
    'encoded',
    /(?<![A-Za-z0-9+/=])(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*[A-Z])(?=[A-Za-z0-9+/]*\d)[A-Za-z0-9+/]{24,}={0,2}|\b(?:0x)?(?:[0-9a-f]{2}\s?){16,}\b|(?:\\u[0-9a-f]{4}|&#x?[0-9a-f]{2,5};|%[0-9a-f]{2}){4,}/gu,
  ],
  ['encoded', /\b(?:base64|rot-?13|decode (?:this|the following)|read (?:it |this )?backwards|reversed text)\b/giu],
]

/**
 * Places in a speech that look like attempts to instruct the judge, to be flagged beside it; the speech stays as it is.
 * Found by their form: a speech may speak of judges and verdicts because the story does, and an attempt may be put so
 * that nothing here knows it. What keeps a judge safe is that the transcript is data to it.
 *
 * @returns spans in UTF-16 code units of `text`, in order; those of one kind do not overlap
 */
export function findInjections(text: string): Injection[] {
  const found = patterns.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map(({ 0: match, index }) => ({
      kind,
      span: {
        start: index + match.length - match.trimStart().length,
        end: index + match.trimEnd().length || index + match.length,
      },
    })),
  )
  const kept: Injection[] = []
  for (const one of found.sort((x, y) => x.span.start - y.span.start || y.span.end - x.span.end))
    if (!kept.some(({ kind, span }) => kind === one.kind && span.end > one.span.start)) kept.push(one)
  return kept
}
