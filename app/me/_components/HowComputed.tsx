import Link from 'next/link'

/** Every formula of the page, and what is wrong with it. */
export const HowComputed = () => (
  <details className="section block! pt-4 text-ink-2">
    <summary className="link w-fit text-small">How this is computed</summary>
    <div className="mt-3 grid max-w-measure gap-3 font-serif text-[1rem] leading-[1.6]">
      <p>
        A verdict is scored log<sub>2</sub> <i>p</i>, <i>p</i> being your belief in the right answer; the cost of rounds
        that you asked for is left out. <Link href="/how-it-works#scores">More on scores</Link>
      </p>
      <p>
        Beside others: on each debate that others judged as well, the mean of their scores is taken from yours; the mean
        of these differences <i>d</i> over <i>m</i> debates has the interval <i>d</i> ± <i>t</i>
        <sub>
          0.975, <i>m</i>−1
        </sub>{' '}
        · <i>s</i>/√<i>m</i>, with <i>s</i> their standard deviation (Student 1908). Each debate weighs the same,
        however many judged it. Scores are skewed, so with few debates the interval is a rough guide. Models that judge
        are not among the others.
      </p>
      <p>
        How sure you were is the larger of your two beliefs. Verdicts are put into bins of ten points; in each, the
        share right has Wilson’s interval, and one of exactly 50 counts as half right.{' '}
        <Link href="/how-it-works#figures">More on intervals</Link>. They take your verdicts as independent of each
        other.
      </p>
      <p>
        Counted are verdicts on texts that you had not judged on before: with the answer one sees the whole text.
        Debates of all arrangements are taken together. What was given while a debate was on and what was given
        afterwards are kept apart.
      </p>
    </div>
  </details>
)
