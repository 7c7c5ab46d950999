import type { ReactNode } from 'react'
import { AdminTabs } from './_components/adminTabs'

/** Frames the pages. Each page asks for itself who may see it: a layout guards nothing. */
export default function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <main className="page max-w-5xl">
      <AdminTabs />
      {children}
    </main>
  )
}
