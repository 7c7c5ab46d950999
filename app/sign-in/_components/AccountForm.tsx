'use client'
import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import type { ApiError } from '#lib/http/contract'
import { call } from '#lib/http/call'
import { Button } from '#ui/button'
import { Field } from '#ui/field'
import { signInWithPassword } from './session'

/** `token`: of the one-time link that makes an administrator; without it an ordinary account is made. */
type Props = { next: string; token?: string }

/** Name, e-mail and password make an account, which is signed in at once. */
export function AccountForm({ next, token }: Props) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Pick<ApiError, 'error' | 'message'> | null>(null)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    const given = new FormData(event.currentTarget)
    const body = {
      name: String(given.get('name')),
      email: String(given.get('email')),
      password: String(given.get('password')),
    }
    setBusy(true)
    setProblem(null)
    const made = await (token === undefined
      ? call('account.create', { body })
      : call('administrator.claim', { body: { ...body, token } }))
    if (!made.ok) {
      setBusy(false)
      return setProblem(made.error)
    }
    const signedIn = await signInWithPassword(body.email, body.password)
    if (signedIn.ok) window.location.assign(next)
    else router.push(`/sign-in?next=${encodeURIComponent(next)}`) // the account is there
  }
  const atEmail = problem?.error === 'email-taken' ? problem.message : undefined
  return (
    <form onSubmit={submit} className="grid gap-5">
      <Field
        label="Name"
        name="name"
        autoComplete="name"
        required
        maxLength={40}
        autoFocus
        hint="Shown in the rooms you host or join."
      />
      <Field
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        required
        maxLength={254}
        error={atEmail}
      />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={10}
        maxLength={200}
        hint="At least 10 characters. A few unrelated words are easy to remember and hard to guess."
      />
      <p role="alert" className="text-small text-bad empty:hidden">
        {atEmail ? null : problem?.message}
      </p>
      <Button type="submit" tone="primary" busy={busy} className="sm:w-fit">
        {busy ? 'Making your account…' : token === undefined ? 'Make my account' : 'Become the administrator'}
      </Button>
    </form>
  )
}
