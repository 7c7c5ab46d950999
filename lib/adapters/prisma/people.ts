import type { NewPerson, PeopleStore, PersonRow } from '#lib/ports'
import { isUniqueViolation } from './client'
import type { Prisma, PrismaClient, User } from './generated/client'

/** Any number, the same everywhere: whoever changes who administers holds it, so that there is always one to count on. */
const ADMINISTRATORS_LOCK = 54_330
const ADMINISTRATOR_LINK = 'administrator'

const personRow = ({ id, role, name, email, sessionEpoch, disabledAt, createdAt }: User): PersonRow => ({
  id,
  role,
  name,
  email,
  sessionEpoch,
  disabled: disabledAt !== null,
  createdAt: createdAt.getTime(),
})
const data = ({ id, role, name, email, passwordHash }: NewPerson) => ({
  id,
  role,
  name,
  email: email ?? null,
  passwordHash: passwordHash ?? null,
})
const administrators = { role: 'administrator', disabledAt: null } as const

export const prismaPeople = (db: PrismaClient): PeopleStore => ({
  async person(id) {
    const row = await db.user.findUnique({ where: { id } })
    return row && personRow(row)
  },
  async withPassword(email) {
    const row = await db.user.findUnique({ where: { email } })
    return row && { ...personRow(row), passwordHash: row.passwordHash }
  },
  async create(person) {
    const { count } = await db.user.createMany({ data: [data(person)], skipDuplicates: true })
    return count === 1
  },
  async accounts() {
    const rows = await db.user.findMany({
      where: { role: { not: 'guest' } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    })
    return rows.map(personRow)
  },
  setRole: (id, role) =>
    db.$transaction(async (tx) => {
      await lock(tx)
      const row = await tx.user.findUnique({ where: { id } })
      if (!row || row.role === 'guest') return 'not-found'
      const others = await tx.user.count({ where: { ...administrators, id: { not: id } } })
      if (row.role === 'administrator' && role !== 'administrator' && others === 0) return 'last-administrator'
      await tx.user.update({ where: { id }, data: { role, sessionEpoch: { increment: 1 } } })
      return 'done'
    }),
  async endSessions(id) {
    await db.user.updateMany({ where: { id }, data: { sessionEpoch: { increment: 1 } } })
  },
  offerAdministratorLink: (hash, expiresAt) =>
    db.$transaction(async (tx) => {
      await lock(tx)
      if (await tx.user.count({ where: administrators })) return false
      await tx.oneTimeLink.deleteMany({ where: { purpose: ADMINISTRATOR_LINK } })
      await tx.oneTimeLink.create({ data: { hash, purpose: ADMINISTRATOR_LINK, expiresAt: new Date(expiresAt) } })
      return true
    }),
  async administratorLink(hash, now) {
    const where = { hash, purpose: ADMINISTRATOR_LINK, usedAt: null, expiresAt: { gt: new Date(now) } }
    return (await db.oneTimeLink.count({ where })) === 1 && (await db.user.count({ where: administrators })) === 0
  },
  async claimAdministrator(hash, now, person) {
    try {
      return await db.$transaction(async (tx) => {
        await lock(tx)
        if (await tx.user.count({ where: administrators })) return 'link-used'
        const { count } = await tx.oneTimeLink.updateMany({
          where: { hash, purpose: ADMINISTRATOR_LINK, usedAt: null, expiresAt: { gt: new Date(now) } },
          data: { usedAt: new Date(now) },
        })
        if (count === 0) return 'link-used'
        await tx.user.create({ data: data(person) })
        return 'done'
      })
    } catch (error) {
      if (isUniqueViolation(error)) return 'email-taken'
      throw error
    }
  },
  async tryToSignIn({ account, address, now }, { since, perAccount, perAddress }) {
    await db.signInAttempt.deleteMany({ where: { at: { lte: new Date(since) } } })
    // Counted first and looked up afterwards: of many at once, none slips past the limit.
    const { id } = await db.signInAttempt.create({ data: { account, address, at: new Date(now) } })
    const recent = { at: { gt: new Date(since) } }
    const [byAccount, byAddress] = await Promise.all([
      db.signInAttempt.count({ where: { account, ...recent } }),
      db.signInAttempt.count({ where: { address, ...recent } }),
    ])
    if (byAccount <= perAccount && byAddress <= perAddress) return true
    await db.signInAttempt.deleteMany({ where: { id } }) // what was refused does not keep the door shut for longer
    return false
  },
  async forgetTries(account, address) {
    await db.signInAttempt.deleteMany({ where: { account, address } })
  },
})

const lock = (tx: Prisma.TransactionClient) =>
  tx.$executeRaw`select pg_advisory_xact_lock(${ADMINISTRATORS_LOCK}::bigint)`
