const YIELDS = [
  /\bI (?:must |have to |do |will )?(?:concede|yield|surrender)\b(?! (?:nothing|no\b|only|that (?:my|the) (?:opponent|other debater) (?:quotes|has quoted)))/i,
  /\b(?:the other debater|my opponent|the other side)(?:'s|’s)? (?:answer |position )?(?:is|was|are) (?:in fact |indeed |actually |simply |probably |likely )?(?:right|correct)\b/i,
  /\bthe other answer (?:is|seems|must be) (?:in fact |indeed |actually |probably |likely |clearly )?(?:the )?(?:right|correct|better supported)\b/i,
  /\bI (?:agree with|side with|accept) (?:the other debater|my opponent|the other side)(?:'s|’s)?(?: (?:answer|conclusion|position))?(?=[.,;!]| on the answer\b)/i,
  /\bmy (?:own |assigned )?(?:answer|position) (?:is|was|cannot be|can't be|can’t be) (?:wrong|incorrect|untenable|defended)\b/i,
  /\bI (?:cannot|can't|can’t|can no longer) (?:honestly |in good faith )?(?:defend|support|argue for) (?:my|this|the assigned) (?:answer|position|side)\b/i,
]
const DENIES =
  /\b(?:not|never|n't|n’t|if|whether|claims?|says?|suppose|suggests?|pretends?|why|even if)\b[^.!?]{0,40}$/i

/**
 * Whether a speech gives its own answer up, by the words it is done with. A measure by form: it is kept and counted, shown
 * to staff, and never to a judge, who reads the speech itself.
 */
export const concedes = (text: string): boolean =>
  YIELDS.some((pattern) => {
    const found = pattern.exec(text)
    return found !== null && !DENIES.test(text.slice(Math.max(0, found.index - 60), found.index))
  })
