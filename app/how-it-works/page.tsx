import type { Metadata } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { BUILT_IN_LABEL } from '#lib/core/debaters/config'
import { REASON_MIN_CHARS, UNDO_MS } from '#lib/core/judging/limits'
import { signed } from '#ui/figures'

export const metadata: Metadata = { title: 'How it works' }

const Part = ({ id, title, children }: { id: string; title: string; children: ReactNode }) => (
  <section className="section" aria-labelledby={id}>
    <h2 id={id} className="scroll-mt-6">
      {title}
    </h2>
    <div className="grid max-w-measure gap-4 font-serif text-read text-ink-2">{children}</div>
  </section>
)

const Mark = ({
  quote,
  mark,
  children,
  absent = false,
}: {
  quote: string
  mark: string
  children: ReactNode
  absent?: boolean
}) => (
  <li className="side-A">
    <span className={absent ? 'quote-absent' : 'quote'}>“{quote}”</span>{' '}
    <span className={`font-sans text-tiny font-semibold ${absent ? 'text-bad' : ''}`}>{mark}</span> {children}
  </li>
)

const Formula = ({ children }: { children: ReactNode }) => (
  <p className="overflow-x-auto border-l-2 border-rule-2 py-1 pl-4 text-ink">{children}</p>
)

/** For judges before their first debate, and behind every figure: what is asked, what is checked, how it is computed. */
export default function HowItWorks() {
  return (
    <main className="page">
      <h1 className="max-w-3xl">You judge an argument about a text that you cannot see.</h1>
      <p className="mt-4 max-w-measure font-serif text-[1.2rem] leading-normal text-ink-2">
        Two debaters have read it. Each is given one of two answers to a question about it, and argues that this answer
        is right. One of them is.
      </p>

      <Part id="judging" title="Judging">
        <p>
          Before you read anything, say how likely each answer seems to you. Then the first round opens: both sides have
          spoken, and you say again what you believe. So it goes on, round by round. Each belief opens the next round.
        </p>
        <p>
          After the last round comes your verdict, with a reason of at least {REASON_MIN_CHARS} characters. You can take
          it back for {UNDO_MS / 1_000} seconds. Then you see the right answer, the text with every quote lit in it, and
          your score. In some rooms the right answer waits until judging is closed.
        </p>
        <p>
          Nobody sees your beliefs before their own verdict, and you see nobody’s before yours. You can judge with the
          keyboard alone.
        </p>
        <p>
          With an account you can also judge debates that are over and that you were not there for, under the same
          rules: round by round, where you may stop early, or all at once by a clock. Each person judges on a text once,
          since the answer comes with the whole text. What is judged afterwards is never counted together with what was
          judged while the debate was on.
        </p>
      </Part>

      <Part id="fair" title="What is fair about it">
        <p>
          Which answer stands on side A, and which debater argues it, is drawn by lot for each debate, and the draw is
          kept so that anyone can repeat it. In a simultaneous round neither side sees the other’s speech before both
          are in.
        </p>
        <p>You are not told who argues before your verdict is final.</p>
        <p>
          One exception gives nothing away: where both sides are argued by a {BUILT_IN_LABEL}, the page says so
          throughout. Such debates let you try the arena. They rehearse it; they say nothing about language models.
        </p>
      </Part>

      <Part id="quotes" title="Quotes are checked for you">
        <p>When a debater quotes the text, the arena looks for the words in it and marks what it found:</p>
        <ul className="grid gap-2.5">
          <Mark quote="the lamp was lit at noon" mark="✓ in the story">
            The words stand there, one after the other.
          </Mark>
          <Mark quote="the lamp was lit by noon" mark="≈ close">
            Something like it stands there; the words that differ are shown.
          </Mark>
          <Mark quote="by order of the mayor" mark="✕ not in the story" absent>
            It stands nowhere in the text.
          </Mark>
        </ul>
        <p>That words are in the text does not make the argument right: they may stand there in another sense.</p>
      </Part>

      <Part id="scores" title="How you are scored">
        <p>
          By how much you believed in the right answer: <i>p</i>, your final belief in it. The log score, in bits:
        </p>
        <Formula>
          log score = log<sub>2</sub> <i>p</i>
        </Formula>
        <p>
          A coin flip, 50&nbsp;%, scores {signed(-1)}; 90&nbsp;% on the right answer {signed(Math.log2(0.9))}; 90&nbsp;%
          on the wrong one {signed(Math.log2(0.1))}. Beliefs go from 1&nbsp;% to 99&nbsp;%, so no single error can cost
          more than 6.64 bits. The Brier score, where lower is better and a coin flip scores 0.25:
        </p>
        <Formula>
          Brier score = (1 − <i>p</i>)<sup>2</sup>
        </Formula>
        <p>
          Under both you do best, on average, by saying exactly what you believe. A room’s scoreboard goes by the mean
          log score over the debates judged.
        </p>
      </Part>

      <Part id="figures" title="Shares and their intervals">
        <p>
          How often judges were right is a share: of <i>n</i> final verdicts, those that put more than 50&nbsp;% on the
          right answer. A verdict of exactly 50&nbsp;% counts as not right. Debates that are still being judged do not
          count, and debates between built-in debaters are counted apart.
        </p>
        <p>
          The interval beside it is Wilson’s score interval at 95&nbsp;%, with share <i>s</i> and <i>z</i>
          &nbsp;=&nbsp;1.96:
        </p>
        <Formula>
          ( <i>s</i> + <i>z</i>²/2<i>n</i> ± <i>z</i> √( <i>s</i>(1 − <i>s</i>)/<i>n</i> + <i>z</i>²/4<i>n</i>² ) ) / (
          1 + <i>z</i>²/
          <i>n</i> )
        </Formula>
        <p>
          It takes every verdict as independent of the others. Where the same people judge many debates, or many judge
          one, the truth is less certain than the interval says. (Wilson 1927, <i>J. Am. Stat. Assoc.</i> 22, 209–212;
          Newcombe 1998, <i>Stat. Med.</i> 17, 857–872, method 3.)
        </p>
      </Part>

      <Part id="panels" title="Judges that are not people">
        <p>
          Models, and a rule-based judge that is built in, read the same debates and are asked the same beliefs as
          people. A model is asked twice each time: as the debate was shown, and with A and B exchanged everywhere. With{' '}
          <i>p</i>
          <sub>1</sub> its probability that A is right as shown, and <i>p</i>
          <sub>2</sub> the probability of what is called A in the exchanged debate:
        </p>
        <Formula>
          belief = ½ ( <i>p</i>
          <sub>1</sub> + 1 − <i>p</i>
          <sub>2</sub> ), order effect = <i>p</i>
          <sub>1</sub> − ( 1 − <i>p</i>
          <sub>2</sub> )
        </Formula>
        <p>
          An order effect above 0 leans to whatever is called A; a choice is flipped if the two orders decide for
          different answers. A reply that cannot be read is asked for once more and then makes the judgment invalid: it
          is kept, counted apart, and is never a verdict for a side. Verdicts of people and of models are never pooled.
        </p>
      </Part>

      <p className="mt-12 text-ink-2">
        <Link href="/">Judge a debate</Link>, <Link href="/training">practise with a dozen questions</Link>, or read{' '}
        <Link href="/privacy">what is kept about you</Link>.
      </p>
    </main>
  )
}
