'use client'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { call } from '#lib/http/call'
import { Button, buttonClasses } from '#ui/button'
import { Confirm } from '#ui/dialog'
import { TextArea } from '#ui/field'

type Props = { id: string; setId: string; text: string; right: string; wrong: string }

/** What can be done with a question: use it, edit it, retire it. */
export function QuestionActions({ id, setId, ...words }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState<'edit' | 'retire' | null>(null)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  const retire = async () => {
    setBusy(true)
    const done = await call('question.retire', { params: { id } })
    setBusy(false)
    setOpen(null)
    if (done.ok) router.push(`/questions?set=${setId}`)
    else setFault(done.error.message)
  }
  return (
    <div className="mt-6">
      {open === 'edit' ? (
        <EditForm id={id} words={words} onDone={() => setOpen(null)} />
      ) : (
        <div className="flex flex-wrap items-center gap-3">
          <Link href={`/rooms/new?question=${id}`} className={buttonClasses({ tone: 'primary' })}>
            Open a room with it
          </Link>
          <Button onClick={() => setOpen('edit')}>Edit</Button>
          <Button tone="quiet" onClick={() => setOpen('retire')}>
            Retire…
          </Button>
        </div>
      )}
      {fault && (
        <p role="alert" className="mt-3 text-small text-bad">
          {fault}
        </p>
      )}
      <Confirm
        open={open === 'retire'}
        onOpenChange={(to) => setOpen(to ? 'retire' : null)}
        title="Retire this question?"
        yes="Retire it"
        busy={busy}
        onYes={retire}
      >
        No new debate will draw it. Debates that have used it keep it, and so do their exports.
      </Confirm>
    </div>
  )
}

function EditForm({ id, words, onDone }: { id: string; words: Omit<Props, 'id' | 'setId'>; onDone: () => void }) {
  const router = useRouter()
  const [edit, setEdit] = useState(words)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  const same = edit.text === words.text && edit.right === words.right && edit.wrong === words.wrong
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (same || busy) return
    setBusy(true)
    const saved = await call('question.edit', { params: { id }, body: edit })
    if (saved.ok) return router.replace(`/questions/${saved.value.id}`)
    setBusy(false)
    setFault(saved.error.message)
  }
  return (
    <form onSubmit={save} className="grid max-w-3xl gap-4 border-t border-rule pt-5">
      <TextArea
        label="Question"
        required
        value={edit.text}
        maxLength={2_000}
        className="min-h-16 font-serif text-[1.06rem]"
        onChange={({ target }) => setEdit({ ...edit, text: target.value })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextArea
          label="Right answer"
          required
          value={edit.right}
          maxLength={2_000}
          className="min-h-20 font-serif text-[1.06rem]"
          onChange={({ target }) => setEdit({ ...edit, right: target.value })}
        />
        <TextArea
          label="Wrong answer"
          required
          value={edit.wrong}
          maxLength={2_000}
          className="min-h-20 font-serif text-[1.06rem]"
          onChange={({ target }) => setEdit({ ...edit, wrong: target.value })}
        />
      </div>
      <p className="text-small text-ink-2">
        Saving makes a new revision in the place of this one. Debates that have used this one keep it as it was. Keep
        the answers alike in length and manner: judges guess from the look of them.
      </p>
      {fault && (
        <p role="alert" className="text-small text-bad">
          {fault}
        </p>
      )}
      <div className="flex gap-3">
        <Button type="submit" tone="primary" busy={busy} disabled={same}>
          Save as a new revision
        </Button>
        <Button tone="quiet" onClick={onDone}>
          Leave it as it is
        </Button>
      </div>
    </form>
  )
}
