'use client'
import { useState } from 'react'
import type { Rules } from '#lib/core/debate/protocol'
import { Button } from '#ui/button'
import { TextArea } from '#ui/field'
import { toast } from '#ui/toast'

const MOST = 6 // reasons at once; whoever pasted something else altogether need not read all of them

/** The rules as data: to copy, and to take from elsewhere. */
export function AsJson({ rules, onRules }: { rules: Rules; onRules: (rules: Rules) => void }) {
  const [pasted, setPasted] = useState('')
  const [faults, setFaults] = useState<string[]>([])
  const text = JSON.stringify(rules, null, 2)

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      toast('Copied.')
    } catch {
      toast('The browser does not let it be copied. Select the text instead.')
    }
  }
  const use = async () => {
    const { readRules } = await import('#lib/core/protocols/reading') // the schema weighs 35 kB: only who pastes loads it
    const read = readRules(pasted)
    setFaults(read.ok ? [] : read.error)
    if (!read.ok) return
    setPasted('')
    onRules(read.value)
    toast('The form shows the rules that you pasted.')
  }
  return (
    <details>
      <summary className="text-small text-ink-2">As JSON, to copy or to paste</summary>
      <div className="mt-3 grid gap-4">
        <TextArea label="These rules" readOnly value={text} rows={12} className="font-mono text-tiny" />
        <div>
          <Button size="small" onClick={() => void copy()}>
            Copy
          </Button>
        </div>
        <TextArea
          label="Rules from elsewhere"
          value={pasted}
          rows={5}
          spellCheck={false}
          onChange={({ target }) => {
            setPasted(target.value)
            setFaults([])
          }}
          className="font-mono text-tiny"
        />
        {faults.length > 0 && (
          <ul role="alert" className="grid gap-1 text-small text-bad">
            {faults.slice(0, MOST).map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
            {faults.length > MOST && <li>And {faults.length - MOST} more.</li>}
          </ul>
        )}
        <div>
          <Button size="small" disabled={pasted.trim() === ''} onClick={() => void use()}>
            Use them
          </Button>
        </div>
      </div>
    </details>
  )
}
