'use client'
import type { DebateView } from '#lib/core/debate/view'
import { Dialog } from '#ui/dialog'
import { count } from '#ui/figures'

type Props = { view: Pick<DebateView, 'rules' | 'allBuiltIn'>; open: boolean; onOpenChange: (open: boolean) => void }

function rulesOf({ rules, allBuiltIn }: Props['view']): [string, string][] {
  const together = rules.turns.some(({ sides }) => sides.length > 1)
  const { speechMin, speechMax, unit } = rules.limits
  return [
    [
      'Rounds',
      `${count(rules.rounds, 'round')}, ${together ? 'both sides at once: neither sees what the other is writing' : 'one side after the other'}`,
    ],
    ['Speeches', `${speechMin} to ${speechMax} ${unit === 'words' ? 'words' : 'characters'} each`],
    ['Sides', 'Who argues for which answer was drawn by lot. Exactly one answer is right.'],
    ['Quotes', 'Both debaters have the story; you do not. Every quote is checked against it, word for word.'],
    [
      'Beliefs',
      `${rules.prior ? 'Before you read, after' : 'After'} each round and at the end, from 1 to 99. Each one opens the next round. Nobody sees them before their own verdict.`,
    ],
    [
      'Verdict',
      `With a reason${rules.finalTie === 'forbidden' ? '; 50 is not open' : ''}. You can take it back for 10 seconds, then it is final.`,
    ],
    [
      'Score',
      'The base-2 logarithm of what you gave the right answer: 50 scores −1, certainty 0. Saying what you believe scores best.',
    ],
    [
      'Answer',
      rules.feedback === 'verdict' ? 'You see it after your verdict.' : 'You see it when the host closes the debate.',
    ],
    ...(allBuiltIn
      ? ([['Debaters', 'Both are built-in and rule-based, not language models.']] satisfies [string, string][])
      : []),
  ]
}

export const RulesDialog = ({ view, ...rest }: Props) => (
  <Dialog {...rest} title="The rules of this debate" wide>
    <dl className="grid grid-cols-[5.5rem_1fr]">
      {rulesOf(view).map(([name, text]) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid border-t border-rule py-2">
          <dt className="text-small text-ink-3">{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  </Dialog>
)
