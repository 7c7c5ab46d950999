/** Figures as they are set: a true minus, a no-break space before %, a thin dash for ranges. */
export const signed = (value: number, digits = 2): string => {
  const text = Math.abs(value).toFixed(digits)
  return value < 0 && Number(text) !== 0 ? `−${text}` : text
}
export const percent = (value: number, digits = 0): string => `${value.toFixed(digits)}\u00a0%`
export const share = (fraction: number, digits = 0): string => percent(fraction * 100, digits)
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`

/** A name in a list, said to be the reader's own; a guest's may be `You` already. */
export const namedYou = (name: string, you: boolean): string => (you && name !== 'You' ? `${name} (you)` : name)

/** A key of the keyboard, named in running text. */
export const Kbd = ({ children }: { children: string }) => (
  <kbd className="rounded-[5px] border border-b-2 border-rule-2 px-[0.35em] font-sans text-tiny font-medium text-ink-2">
    {children}
  </kbd>
)
