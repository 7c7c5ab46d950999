import type { Side } from '#lib/core/debate/protocol'

/** A first, B second, on every screen. Apart from the protocol's own list, so that no schema travels to the browser. */
export const sides = ['A', 'B'] as const satisfies readonly Side[]
