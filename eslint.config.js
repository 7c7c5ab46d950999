import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

// Imports point inward: core ← services ← app, realtime, server, cli; adapters fulfil ports. See docs/architecture.md.
const message = 'Imports point inward: see docs/architecture.md.'
const only = (...allowed) => ({ regex: `^(?!${allowed.join('|')})`, message })
const never = (...group) => ({ group, message })
const imports = (...patterns) => ({ '@typescript-eslint/no-restricted-imports': ['error', { patterns }] })
/** What a browser's code may not load; types are gone by then. */
const atRunTime = (...group) => ({ group, message, allowTypeImports: true })

const beside = String.raw`\.{1,2}/`
const outer = ['**/adapters/**', '**/queries/**', '**/server/**', '**/cli/**', '**/env', '**/log']
const database = ['@prisma/*', 'pg', '**/generated/**']
const outside = ['redis', 'openai', 'socket.io', '@socket.io/*', 'graphile-worker']

const env = { object: 'process', property: 'env', message: 'lib/env.ts is the only reader.' }
const key = { property: 'answerKey', message: 'The answer key is read through ReadAnswerKey.' }
const properties = (...rules) => ({ 'no-restricted-properties': ['error', ...rules] })
const tests = ['**/*.test.{ts,tsx}']

// A later entry REPLACES a rule that an earlier one set for the same file: each folder gets its full list.
export default [
  {
    ignores: [
      '**/generated/**',
      '.*',
      'dist/**',
      '.next/**',
      'data/**',
      'test-results/**',
      'playwright-report/**',
      'next-env.d.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.recommended.map((config) => ({ ...config, files: ['**/*.{ts,tsx,mts}'] })),
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Not the plugin's compiler rules: they take longer than everything else together.
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      ...properties(env, key),
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExpressionStatement[directive=/^use (server|cache)/]',
          message: 'Writes go through route handlers: docs/decisions.',
        },
      ],
      eqeqeq: ['error', 'smart'],
      'no-console': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
    },
  },
  { files: ['lib/server/**', 'lib/bench/**', 'lib/chaos/**', 'e2e/**', ...tests], rules: { 'no-console': 'off' } },
  {
    files: ['lib/env.ts', '*.config.ts', 'e2e/**', 'lib/adapters/postgres/testServer.ts', ...tests],
    rules: properties(key),
  },
  { files: ['lib/adapters/prisma/answerKey.ts'], rules: properties(env) },
  {
    files: ['lib/adapters/*.contract.test.ts', 'lib/server/panels.test.ts'],
    rules: { 'no-restricted-properties': 'off' },
  }, // they write it, to see who reads it

  {
    files: ['lib/core/**'],
    ignores: tests,
    rules: imports(
      only(beside, '#lib/core/', 'zod$'),
      never(...outer, '**/ports', '**/ports/**', '**/services/**', '**/realtime/**', '**/http/**'),
    ),
  },
  {
    files: ['lib/ports.ts', 'lib/ports/**', 'lib/services/**', 'lib/realtime/contract.ts', 'lib/http/contract.ts'],
    ignores: tests,
    rules: imports(
      only(beside, '#lib/core/', '#lib/services/', '#lib/ports(/|$)', 'zod$', 'node:crypto$'),
      never(...outer, '**/realtime/server'),
    ),
  },
  {
    files: ['lib/queries/**'],
    ignores: tests,
    rules: imports(never('**/services/**', '**/server/**', '**/realtime/**', 'next', 'next/*', 'react', ...outside)),
  },
  {
    files: ['lib/adapters/**'],
    ignores: [...tests, 'lib/adapters/prisma/**', 'lib/adapters/memory/**'],
    rules: imports(
      never(
        '**/services/**',
        '**/server/**',
        '**/queries/**',
        '**/cli/**',
        'next',
        'next/*',
        'react',
        '@prisma/*',
        '**/generated/**',
      ),
    ),
  },
  {
    files: ['lib/adapters/{prisma,memory}/**'],
    ignores: tests,
    rules: imports(never('**/services/**', '**/server/**', '**/queries/**', '**/cli/**', 'next', 'next/*', 'react')),
  },
  { files: ['app/**'], ignores: tests, rules: imports(never(...database, ...outside, '**/adapters/**')) },
  {
    files: ['app/**/_components/**', 'app/_ui/**', 'app/_landing/**'],
    ignores: tests,
    rules: imports(
      never(...database, ...outside, '**/adapters/**'),
      atRunTime(
        'node:*',
        'server-only',
        '**/services/**',
        '**/queries/**',
        '**/server/**',
        '**/_server/**',
        '#server/*',
        '**/ports',
        '**/ports/**',
        '**/env',
        '**/log',
        '**/realtime/server',
      ),
    ),
  },
]
