export function systemChromium(): string | null
export const chromiumFlags: string[]
