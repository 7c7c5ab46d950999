'use client'
import { Dialog } from '#ui/dialog'
import { Kbd } from '#ui/figures'

const keys: [string[], string][] = [
  [['J', 'K'], 'next and previous speech'],
  [['Q'], 'quotes so far; from a paragraph you followed, back to its quote'],
  [['←', '→'], 'on the belief: one per cent towards A or B'],
  [['Page ↑', 'Page ↓'], 'ten per cent'],
  [['Home', 'End'], 'all the way to A or B'],
  [['Tab'], 'next control; marks of quotes open with Enter'],
  [['Esc'], 'close what is open'],
  [['?'], 'this list'],
]

export const KeysDialog = (props: { open: boolean; onOpenChange: (open: boolean) => void }) => (
  <Dialog {...props} title="Keys">
    <dl className="grid grid-cols-[8rem_1fr]">
      {keys.map(([names, text]) => (
        <div key={text} className="col-span-2 grid grid-cols-subgrid border-t border-rule py-1.5">
          <dt className="flex gap-1.5">
            {names.map((name) => (
              <Kbd key={name}>{name}</Kbd>
            ))}
          </dt>
          <dd className="text-ink-2">{text}</dd>
        </div>
      ))}
    </dl>
    <p className="mt-3 text-small text-ink-3">Single letters do nothing while you are typing.</p>
  </Dialog>
)
