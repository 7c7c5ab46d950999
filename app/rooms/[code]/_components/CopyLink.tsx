'use client'
import { useState } from 'react'

/** The link in full, and copying it; where the browser forbids copying, it can still be selected. */
export function CopyLink({ url }: { url: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url)
      setCopied(true)
    } catch {
      setCopied(false) // plain http on a network: no clipboard
    }
  }
  return (
    <p className="flex flex-wrap items-baseline gap-x-3">
      <a href={url} className="link [overflow-wrap:anywhere]">
        {url.replace(/^https?:\/\//, '')}
      </a>
      <button type="button" className="link text-small text-ink-2" onClick={() => void copy()}>
        {copied ? 'Copied' : 'Copy'}
      </button>
    </p>
  )
}
