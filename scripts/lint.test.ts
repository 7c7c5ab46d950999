import { ESLint } from 'eslint'
import { expect, test } from 'vitest'

// Type information is left out: these files exist only here.
const eslint = new ESLint({
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  ruleFilter: ({ ruleId }) => /^no-restricted|no-restricted-imports$/.test(ruleId),
})
const rules = async (code: string, filePath: string) => {
  const [result] = await eslint.lintText(code, { filePath })
  return [...new Set(result?.messages.map(({ ruleId, message }) => ruleId ?? message))]
}
const forbiddenImport = ['@typescript-eslint/no-restricted-imports']
const forbiddenProperty = ['no-restricted-properties']

test.each<{ code: string; in: string; fails: string[] }>([
  { code: `import '#lib/adapters/prisma/debates'`, in: 'lib/core/debate/x.ts', fails: forbiddenImport },
  { code: `import type { X } from '../../adapters/memory/store'`, in: 'lib/core/debate/x.ts', fails: forbiddenImport },
  { code: `import '#lib/ports'`, in: 'lib/core/debate/x.ts', fails: forbiddenImport },
  { code: `import 'node:crypto'`, in: 'lib/core/debate/x.ts', fails: forbiddenImport },
  {
    code: `import 'zod'; import './events'; import '../random'; import '#lib/core/result'`,
    in: 'lib/core/debate/x.ts',
    fails: [],
  },
  { code: `import '#lib/adapters/openai/speak'`, in: 'lib/services/x.ts', fails: forbiddenImport },
  { code: `import '@prisma/client'`, in: 'lib/services/x.ts', fails: forbiddenImport },
  { code: `import '#lib/ports'; import '#lib/core/result'`, in: 'lib/services/x.ts', fails: [] },
  { code: `import '#lib/adapters/prisma/generated/client'`, in: 'lib/adapters/openai/x.ts', fails: forbiddenImport },
  { code: `import '#lib/adapters/prisma/generated/client'`, in: 'lib/queries/x.ts', fails: [] },
  { code: `import '#lib/adapters/prisma/debates'`, in: 'app/page.tsx', fails: forbiddenImport },
  { code: `import { x } from '#lib/services/rooms'`, in: 'app/rooms/_components/X.tsx', fails: forbiddenImport },
  { code: `import type { x } from '#lib/services/rooms'`, in: 'app/rooms/_components/X.tsx', fails: [] },
  {
    code: `export const right = (row: { answerKey: 0 | 1 }) => row.answerKey`,
    in: 'lib/services/x.ts',
    fails: forbiddenProperty,
  },
  { code: `export const { answerKey } = globalThis.row`, in: 'app/page.tsx', fails: forbiddenProperty },
  {
    code: `export const right = (row: { answerKey: 0 | 1 }) => row.answerKey`,
    in: 'lib/x.test.ts',
    fails: forbiddenProperty,
  },
  {
    code: `export const right = (row: { answerKey: 0 | 1 }) => row.answerKey`,
    in: 'lib/adapters/prisma/answerKey.ts',
    fails: [],
  },
  { code: `export const port = process.env.PORT`, in: 'lib/server/x.ts', fails: forbiddenProperty },
  { code: `export const port = process.env.PORT`, in: 'lib/adapters/prisma/answerKey.ts', fails: forbiddenProperty },
  { code: `export const port = process.env.PORT`, in: 'lib/env.ts', fails: [] },
  { code: `'use server'\nexport {}`, in: 'app/x.ts', fails: ['no-restricted-syntax'] },
  { code: `export async function f() { 'use server' }`, in: 'app/x.tsx', fails: ['no-restricted-syntax'] },
])(
  '$in: $code',
  async ({ code, in: file, fails }) => {
    expect(await rules(`${code}\n`, file)).toEqual(fails)
  },
  60_000,
)
