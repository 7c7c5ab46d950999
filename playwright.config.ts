import { defineConfig, devices } from '@playwright/test'
import { chromiumFlags, systemChromium } from './scripts/chromium.mjs'

const executablePath = systemChromium()

// `npm test` starts an arena of its own and says where; ARENA_E2E_URL may also name one that runs already.
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  retries: 0, // a story that only sometimes succeeds has failed
  workers: 1,
  reporter: process.env.ARENA_E2E_REPORT ? [['line'], ['json', { outputFile: process.env.ARENA_E2E_REPORT }]] : 'list',
  use: {
    baseURL: process.env.ARENA_E2E_URL ?? 'http://localhost:3000',
    launchOptions: { args: chromiumFlags, ...(executablePath && { executablePath }) },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  projects: [
    { name: 'desktop', testIgnore: /phone/, use: { ...devices['Desktop Chrome'] } },
    { name: 'phone', testMatch: /phone/, use: { ...devices['Pixel 7'] } },
  ],
})
