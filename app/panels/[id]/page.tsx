import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as z from 'zod'
import { requirePerson } from '#server/auth'
import { panelPage } from '#server/panel'
import { PanelScreen } from './_components/panelScreen'

export const metadata: Metadata = { title: 'Panel' }

export default async function PanelPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const who = await requirePerson('host', `/panels/${id}`)
  const page = z.uuid().safeParse(id).success ? await panelPage(who, id) : null
  if (!page?.ok) notFound()
  return <PanelScreen initial={page.value} />
}
