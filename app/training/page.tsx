import type { Metadata } from 'next'
import { Course } from './_components/Course'

export const metadata: Metadata = { title: 'Training in judging' }

/** A short course in saying how sure one is. Open to everybody; nothing of it leaves the browser. */
export default function Training() {
  return (
    <main className="page max-w-3xl">
      <Course />
    </main>
  )
}
