import path from 'node:path'
import { defineConfig } from 'prisma/config'

// Prisma would download its native engine from a host that many networks do not reach: ours comes with npm.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.resolve('scripts/schema-engine.mjs')
process.env.CHECKPOINT_DISABLE ??= '1'

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://set-DATABASE_URL@127.0.0.1:1/arena' },
})
