'use client'
import type { DebateView } from '#lib/core/debate/view'
import { Dialog } from '#ui/dialog'
import { rulesInWords } from './allRules'

type Props = { view: Pick<DebateView, 'rules' | 'allBuiltIn'>; open: boolean; onOpenChange: (open: boolean) => void }

export const RulesDialog = ({ view, ...rest }: Props) => (
  <Dialog {...rest} title="The rules of this debate" wide>
    <dl className="grid grid-cols-[5.5rem_1fr]">
      {rulesInWords(view).map(([name, text]) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid border-t border-rule py-2">
          <dt className="text-small text-ink-3">{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  </Dialog>
)
