import type { DebateView } from '#lib/core/debate/view'

/**
 * What is before a judge:
 * `prior`; `belief` after the round of `step`; `decide`, the presiding judge's belief with going on or ending; `asking`,
 * another round asked for that can still be taken back; `waiting` for the judge who decides; `verdict`; `writing`, the
 * last round is not in yet; `ruled`, a verdict that can still be taken back; `final`.
 *
 * `step`: which belief it is for, 0 for the prior.
 */
export type JudgeStep = {
  at: 'prior' | 'belief' | 'decide' | 'asking' | 'waiting' | 'verdict' | 'writing' | 'ruled' | 'final'
  step: number
}

type Seen = Pick<DebateView, 'own' | 'rules' | 'phase' | 'hold' | 'presiding' | 'roundsOver'>

/** Where this judge stands, by the same rules as the server's. */
export function stepOf({ own, rules, phase, hold, presiding, roundsOver }: Seen): JudgeStep {
  const given = (own?.trail.length ?? 0) + (rules.prior ? 0 : 1)
  const atOnce = !rules.everyRound || own?.after?.mode === 'timed'
  const step = atOnce && given > 0 ? Math.max(given, rules.rounds) : given
  if (own?.phase === 'final' || own?.phase === 'ruled') return { at: own.phase, step }
  if (step === 0) return { at: 'prior', step }
  if (hold === 'judge') {
    const asked = own?.goOn?.afterRound === roundsOver
    if (presiding && asked) return { at: 'asking', step }
    if (presiding && step >= roundsOver) return { at: 'decide', step: roundsOver }
    if (step > roundsOver) return { at: 'waiting', step }
  }
  if (step < rules.rounds) return { at: 'belief', step }
  return { at: phase === 'completed' ? 'verdict' : 'writing', step }
}
