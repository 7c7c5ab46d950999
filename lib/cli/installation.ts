import { roles } from '#lib/core/people/can'
import { Refused, type CliCommand } from './command'

export const usersPromote: CliCommand = {
  usage: 'users promote EMAIL',
  about: 'Make a signed-up person a researcher, or with --role something else. Ends their sessions.',
  flags: { role: { type: 'string', about: 'administrator, researcher or judge (default: researcher)' } },
  async run(call) {
    const [email] = call.args
    if (!email) throw new Refused('Whom? arena users promote EMAIL')
    const given = call.flags['role'] ?? 'researcher'
    const role = roles.find((one) => one === given && one !== 'guest')
    if (!role) throw new Refused('--role is administrator, researcher or judge.')
    const { prisma } = await call.app()
    const { count } = await prisma.user.updateMany({
      where: { email: email.toLowerCase() },
      data: { role, sessionEpoch: { increment: 1 } },
    })
    if (count === 0) throw new Refused(`Nobody has signed up as ${email}.`)
    call.out({ email, role }, `${email} is now ${role}.`)
  },
}

export const doctor: CliCommand = {
  usage: 'doctor',
  about: 'Say what is wrong with this installation.',
  async run(call) {
    const checks: { check: string; ok: boolean; says: string }[] = []
    const note = (check: string, ok: boolean, says: string) => void checks.push({ check, ok, says })
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
    note(
      'Node',
      major > 20 || (major === 20 && minor >= 19),
      `version ${process.versions.node}; 20.19 or later is needed`,
    )
    try {
      const { prisma } = await call.app()
      const [{ version }] = await prisma.$queryRaw<[{ version: string }]>`SELECT version()`
      note('Database', true, version.split(' on ')[0] ?? version)
      const questions = await prisma.question.count({ where: { retiredAt: null } })
      note('Questions', questions > 0, `${questions} in use`)
      const debaters = await prisma.debater.count({ where: { retiredAt: null } })
      note('Debaters', debaters > 1, `${debaters} in use`)
      const disabled = await prisma.provider.findMany({
        where: { disabled: { not: null } },
        select: { name: true, disabled: true },
      })
      for (const { name, disabled: why } of disabled) note(`Endpoint ${name}`, false, why ?? '')
      const stuck = await prisma.debate.count({ where: { phase: 'running', hold: 'attention' } })
      note('Debates that need attention', stuck === 0, String(stuck))
      const administrators = await prisma.user.count({ where: { role: 'administrator', disabledAt: null } })
      note(
        'Administrator',
        administrators > 0,
        administrators > 0 ? `${administrators}` : 'none yet: npm start prints a one-time link',
      )
    } catch (error) {
      note('Database', false, error instanceof Error ? error.message : 'cannot be reached')
    }
    call.out(checks, checks.map(({ check, ok, says }) => `${ok ? 'ok   ' : 'WRONG'}  ${check}: ${says}`).join('\n'))
    if (checks.some(({ ok }) => !ok)) process.exitCode = 1
  },
}
