'use client'
import { useSyncExternalStore } from 'react'

const themes = ['system', 'light', 'dark'] as const
type Theme = (typeof themes)[number]
const words: Record<Theme, string> = { system: 'as the system', light: 'light', dark: 'dark' }

const watchers = new Set<() => void>()
const watch = (told: () => void) => {
  watchers.add(told)
  return () => void watchers.delete(told)
}
const chosen = (): Theme => themes.find((theme) => theme === document.documentElement.dataset['theme']) ?? 'system'

function choose(next: Theme) {
  if (next === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = next
  try {
    if (next === 'system') localStorage.removeItem('theme')
    else localStorage.setItem('theme', next)
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  watchers.forEach((told) => told())
}

export function ThemeSwitch() {
  const theme = useSyncExternalStore(watch, chosen, () => 'system')
  return (
    <label className="flex items-center gap-1.5">
      Colours{' '}
      <select
        value={theme}
        onChange={({ target }) => choose(themes.find((one) => one === target.value) ?? 'system')}
        className="rounded-[5px] bg-transparent py-0.5 text-ink-2 underline decoration-dotted underline-offset-4"
      >
        {themes.map((one) => (
          <option key={one} value={one} className="bg-sheet text-ink">
            {words[one]}
          </option>
        ))}
      </select>
    </label>
  )
}
