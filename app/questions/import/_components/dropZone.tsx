'use client'
import { useId, useState, type DragEvent } from 'react'
import { classes } from '#ui/classes'

/** A place to drop files on; the same with a button, by mouse and keyboard. */
export function DropZone({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const id = useId()
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFiles([...event.dataTransfer.files])
  }
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={classes(
        'grid min-h-52 place-content-center justify-items-center gap-3 rounded-sheet border-2 border-dashed border-rule-2 px-5 py-8 text-center',
        over && 'border-accent bg-sheet',
      )}
    >
      <p className="font-serif text-[1.2rem]">Drop a file here</p>
      <p className="text-ink-2">
        <input
          id={id}
          type="file"
          multiple
          accept=".jsonl,.ndjson,.csv,.tsv,.json"
          className="peer sr-only"
          onChange={({ target }) => {
            if (target.files && target.files.length > 0) onFiles([...target.files])
            target.value = '' // so that the same file can be chosen again
          }}
        />
        <label
          htmlFor={id}
          className="inline-block cursor-pointer rounded-[9px] bg-accent px-4 py-2.5 font-semibold text-accent-ink peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent"
        >
          Choose a file
        </label>
      </p>
      <p className="max-w-sm text-small text-ink-2">
        JSON lines, CSV, or rooms of the NYU release, several at once. It is only looked at first.
      </p>
    </div>
  )
}
