import type { RecordPart as Part } from '#lib/core/judging/ownRecord'
import { FEW } from '#lib/core/stats/sureness'
import { Calibration } from '#ui/calibration'
import { surenessTitle, surenessWords } from '#ui/surenessWords'
import { FieldStrip } from './FieldStrip'
import { countWords, scoreWords } from './recordWords'

/** What one's verdicts of one kind come to: in words first, then beside the others, then how sure against how right. */
export function RecordPart({ part, id, name, about }: { part: Part; id: string; name: string; about: string }) {
  const { n, sureness, bins, field } = part
  return (
    <section className="section" aria-labelledby={id}>
      <div>
        <h2 id={id}>{name}</h2>
        <p className="mt-1.5 text-small text-ink-2">{about}</p>
      </div>
      <div className="grid gap-9">
        <div className="max-w-measure">
          <p className="font-serif text-[clamp(1.2rem,1rem+0.8vw,1.5rem)] leading-[1.4] text-pretty">
            {scoreWords(part)}
          </p>
          <p className="num mt-2 text-small text-ink-2">{countWords(part)}</p>
        </div>
        {field && <FieldStrip field={field} />}
        <div>
          <Calibration bins={bins} of="verdict" title={surenessTitle(sureness)} />
          {n >= FEW && <p className="num mt-3 max-w-136 text-small text-ink-2">{surenessWords(sureness)}</p>}
        </div>
      </div>
    </section>
  )
}
