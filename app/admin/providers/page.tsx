import type { Metadata } from 'next'
import { listProviders } from '#lib/services/providers'
import { requirePerson } from '#server/auth'
import { deps } from '#server/deps'
import { AddProvider } from './_components/addProvider'
import { ProviderRow } from './_components/providerRow'

export const metadata: Metadata = { title: 'Endpoints' }

export default async function ProvidersPage() {
  await requirePerson('administer', '/admin/providers')
  const providers = await listProviders(await deps())
  return (
    <>
      <h1>Endpoints</h1>
      <p className="mt-3 max-w-measure font-serif text-read text-ink-2">
        Language models are reached through any OpenAI-compatible API: a hosted one with a key, or a server of your own.
        Without one, the built-in debaters argue.
      </p>
      <section className="section" aria-labelledby="known">
        <h2 id="known">Connected</h2>
        {providers.length > 0 ? (
          <ul className="divide-y divide-rule">
            {providers.map((provider) => (
              <ProviderRow key={provider.id} provider={provider} />
            ))}
          </ul>
        ) : (
          <p className="font-serif text-read text-ink-2">
            None yet. Add one below; model servers on this machine (Ollama, vLLM, llama.cpp, LM Studio) are found when
            the arena starts.
          </p>
        )}
      </section>
      <section className="section" aria-labelledby="add">
        <h2 id="add">Add an endpoint</h2>
        <AddProvider />
      </section>
    </>
  )
}
