import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{lib,app,scripts,prisma}/**/*.test.{ts,tsx}'],
    exclude: ['**/generated/**', '**/node_modules/**'],
    globalSetup: ['lib/adapters/postgres/testServer.ts'],
    testTimeout: 15_000,
    hookTimeout: 60_000,
  },
})
