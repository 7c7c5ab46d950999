/** Room for what went wrong with the last press; empty most of the time. */
export const Problem = ({ text }: { text: string | null }) => (
  <p role="alert" className="text-small text-bad">
    {text}
  </p>
)
