import type { Metadata } from 'next'
import type { ReactNode } from 'react'

export const metadata: Metadata = { title: 'What is kept' }

const Part = ({ id, title, children }: { id: string; title: string; children: ReactNode }) => (
  <section className="section" aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    <div className="grid max-w-measure gap-4 font-serif text-read text-ink-2">{children}</div>
  </section>
)

/** What this program stores and shows of people. Whoever runs it may add to it, and answers for it. */
export default function Privacy() {
  return (
    <main className="page">
      <h1>What is kept about you</h1>
      <Part id="judge" title="If you judge">
        <p>
          The name you give; your beliefs, with the time of each and how long you looked and moved before it; your
          verdict and its reason; and, until you send it, what you have typed. You need neither an account nor your real
          name.
        </p>
        <p>
          When you join by a name or start a debate without an account, your network address and the time are noted for
          a while, so that nobody can make guests and debates without end.
        </p>
        <p>
          Others in the room see your name. Once the right answer may be known to them, they also see your beliefs, your
          reason and your score.
        </p>
        <p>
          Where a room asks for it after the verdict, your answers about the debate, with the time they took you. Nobody
          in the room sees them.
        </p>
        <p>
          Somebody with an account may judge the debate of a listed room after it has closed. With their verdict in,
          they see the beliefs of all who judged it, without names; and the reasons of those alone who judged afterwards
          as well.
        </p>
      </Part>
      <Part id="account" title="If you have an account">
        <p>
          Also your e-mail address, and of your password only a hash. Attempts to sign in are noted with address and
          time for a while, so that nobody can try passwords without end.
        </p>
      </Part>
      <Part id="browser" title="In your browser">
        <p>
          A cookie that says who you are, signed by this arena; your choice of light or dark; and, if you take the
          training, what you answered in it. No counting of visits, no script, font or picture from elsewhere.
        </p>
      </Part>
      <Part id="research" title="For research">
        <p>
          Researchers of this arena can download judgments. In them a pseudonym stands in the place of your name: the
          same one for all that you judged here, which cannot be turned back without this arena’s secret. What you write
          as a reason, or in a survey, goes along as you wrote it, so do not write who you are.
        </p>
      </Part>
      <Part id="models" title="What goes elsewhere">
        <p>
          Where a debater is a language model at another company, that company is sent the question, the passage and the
          speeches. Never your name, your beliefs or your reasons.
        </p>
      </Part>
      <Part id="operator" title="Who answers for it">
        <p>
          The arena is a program that anyone can run; whoever runs this one holds the data and can tell you how long
          they keep it, and delete yours.
        </p>
      </Part>
    </main>
  )
}
