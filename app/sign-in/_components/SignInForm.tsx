'use client'
import { useRef, useState, type FormEvent } from 'react'
import { Button } from '#ui/button'
import { Field } from '#ui/field'
import { inWords, signInAt, signInWithPassword } from './session'

type Props = { next: string; fault: string | undefined; providers: readonly { id: string; name: string }[] }

export function SignInForm({ next, fault, providers }: Props) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState(fault === undefined ? null : inWords(fault))
  const password = useRef<HTMLInputElement>(null)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    const given = new FormData(event.currentTarget)
    setBusy(true)
    setProblem(null)
    const signedIn = await signInWithPassword(String(given.get('email')), String(given.get('password')))
    if (signedIn.ok) return window.location.assign(next) // whole, so that every page learns who is here
    setBusy(false)
    setProblem(signedIn.error)
    password.current?.select()
  }
  const goTo = async (provider: string) => {
    setBusy(true)
    const url = await signInAt(provider, next)
    if (url) return window.location.assign(url)
    setBusy(false)
    setProblem('The arena cannot be reached. Try again once you are back on the network.')
  }
  return (
    <>
      <form onSubmit={submit} className="grid gap-5">
        <Field label="E-mail" name="email" type="email" autoComplete="username" required maxLength={254} autoFocus />
        <Field
          ref={password}
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          maxLength={200}
        />
        <p role="alert" className="text-small text-bad empty:hidden">
          {problem}
        </p>
        <Button type="submit" tone="primary" busy={busy} className="sm:w-fit">
          {busy ? 'Signing in…' : 'Sign in'}
        </Button>
      </form>
      {providers.length > 0 && (
        <div className="mt-6 flex flex-wrap gap-2 border-t border-rule pt-6">
          {providers.map(({ id, name }) => (
            <Button key={id} busy={busy} onClick={() => void goTo(id)}>
              Sign in with {name}
            </Button>
          ))}
        </div>
      )}
    </>
  )
}
