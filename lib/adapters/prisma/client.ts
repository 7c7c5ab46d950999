import { PrismaPg } from '@prisma/adapter-pg'
import type { Pool } from 'pg'
import { Prisma, PrismaClient } from './generated/client'

/** Prisma over a pool that others may share; closing the pool is the owner's business. */
export const prismaClient = (pool: Pool): PrismaClient =>
  new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) })

/** Somebody else wrote that key first. */
export const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError &&
  (error.code === 'P2002' || (error.code === 'P2010' && /23505|unique constraint/i.test(error.message))) // of raw SQL
