// `motcua <command>`: works without a display, for support and scripts, on the same database and through the same commands as the
// window. Refused while the window has the database open. Exit codes: 0 done, 1 refused with a reason, 2 wrong usage.
import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { recordBackupMade, recordDrill } from '../../db/backup/commands.ts'
import { backUpOffice, createBackup, verifyBackup } from '../../db/backup/copy.ts'
import { runDrill } from '../../db/backup/drill.ts'
import { restoreBackup } from '../../db/backup/restore.ts'
import { backupFolder, listBackups } from '../../db/backup/shelf.ts'
import { parseCalendar } from '../../db/calendar/rules.ts'
import { findCaseByCode, getCase, listCases, searchCases } from '../../db/cases/queries.ts'
import type { Actor } from '../../db/event.ts'
import { systemClock } from '../../db/model/clock.ts'
import { AppError } from '../../db/model/errors.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import { getCurrentDevice, isSetUp, listStaff } from '../../db/people/queries.ts'
import { permissionsOf } from '../../db/people/rules.ts'
import { parseCatalogue } from '../../db/procedures/catalogue-file.ts'
import { importCatalogue } from '../../db/procedures/commands.ts'
import { listProcedures } from '../../db/procedures/queries.ts'
import { checkStore } from '../../db/store/check.ts'
import { databaseName, lockFolder } from '../../db/store/open.ts'
import type { DataKind } from '../../db/store/sqlite.ts'
import { failureOf } from '../failure.ts'
import type { Log } from '../log.ts'
import { dataFolder, resourcePaths, trainingFolder, userDataFolder } from '../paths.ts'
import { policyFile, readPolicy, rememberedPolicyFile } from '../policy/policy.ts'
import { loadTexts } from '../texts.ts'
import { type Office, openOffice, readDataFile } from '../worker/office.ts'
import { deadlineCommand } from './deadline.ts'
import { diagnoseCommand } from './diagnose.ts'
import { type CommandLineParts, type ExitCode, type Output, openOutput, showFailure } from './output.ts'
import { salvageFolder, sealOffice, unsealCopy } from './recovery.ts'

interface Invocation {
  readonly words: readonly string[]
  readonly data: string
  readonly kind: DataKind
  readonly limit: number
  readonly query: string
  readonly out: string | undefined
  readonly parts: CommandLineParts
  readonly output: Output
}

/** A command that returns nothing is done. */
type Command = (invocation: Invocation) => Promise<void> | Promise<ExitCode>

class UsageError extends Error {
  override readonly name = 'UsageError'
}

const quietLog: Log = { info: () => {}, incident: (_event, error) => (error instanceof Error ? error.name : 'error') }
const sqliteOf = ({ binding }: CommandLineParts) => (binding ? { binding } : {})
const listLimit = 200

/** The same folder as the window's: the machine's policy may name one. */
function usualDataFolder({ isPackaged = false }: CommandLineParts): string {
  const userData = userDataFolder()
  return dataFolder(userData, readPolicy(policyFile(isPackaged), rememberedPolicyFile(userData)).dataFolder)
}

function getArgument(words: readonly string[], index: number): string {
  const word = words[index]
  if (word === undefined) throw new UsageError()
  return word
}

/** The file that the first word names. Throws file.unreadable when there is none. */
function getFile(words: readonly string[]): string {
  const file = resolve(getArgument(words, 0))
  if (!existsSync(file)) throw new AppError('file.unreadable', { file })
  return file
}

/** Opens the office's database for the length of a command. Throws store.notSetUp before the first run. */
async function withOffice<T>({ data, kind, parts }: Invocation, use: (office: Office) => Promise<T>): Promise<T> {
  // Looked for first: a mistyped folder must not become an empty office.
  if (!existsSync(join(data, databaseName))) throw new AppError('store.notSetUp', { file: data })
  const { office, lock } = await openOffice(data, parts.resources, systemClock, sqliteOf(parts), kind)
  try {
    if (!(await isSetUp(office.store.db))) throw new AppError('store.notSetUp', { file: data })
    return await use(office)
  } finally {
    await office.store.close()
    lock.release()
  }
}

/**
 * Who acts on the command line: the first active administrator. Whoever can run it on this computer holds the file itself, so a
 * password would protect nothing; the event log keeps the act all the same.
 */
async function getCommandLineActor(office: Office): Promise<Actor> {
  const administrator = (await listStaff(office.store.db)).find(
    (staff) => staff.isActive && staff.roles.includes('administrator'),
  )
  if (!administrator) throw new AppError('access.denied', {})
  const device = await getCurrentDevice(office.store.db)
  return {
    staffId: administrator.id,
    deviceId: device.id,
    deviceCode: device.code,
    clock: systemClock,
    permissions: permissionsOf(administrator.roles),
  }
}

const commands: Readonly<Record<string, Command>> = {
  'catalogue list': (invocation) =>
    withOffice(invocation, async ({ store }) => {
      const { rows } = await listProcedures(store.db, invocation.query, null, invocation.limit)
      invocation.output.result(rows, () =>
        rows.map((row) => [row.shortCode.padEnd(5), (row.nationalCode ?? '').padEnd(9), row.name].join(' ')),
      )
    }),

  'catalogue import': async (invocation) => {
    const { words, output } = invocation
    const catalogue = parseCatalogue(readDataFile(resolve(getArgument(words, 0))))
    await withOffice(invocation, async (office) => {
      await backUpOffice(office.store.connection, office.store.folder, 'import', office.clock, office.sqlite)
      const result = await importCatalogue(office.store.db, await getCommandLineActor(office), catalogue)
      output.result(result, () => [output.t('catalogueImported', result)])
    })
  },

  'case list': (invocation) =>
    withOffice(invocation, async ({ store, clock }) => {
      const everything = { status: null, due: null, procedureId: null, receivedFrom: null, receivedTo: null }
      const rows = invocation.query
        ? await searchCases(store.db, invocation.query, invocation.limit)
        : (await listCases(store.db, clock, everything, 'receivedDesc', null, invocation.limit)).rows
      invocation.output.result(rows, () =>
        rows.map((row) =>
          [
            row.officialCode ?? row.provisionalCode,
            instantToLocal(row.receivedAt),
            row.dueAt ? instantToLocal(row.dueAt) : '-',
            row.applicantName,
            row.procedureName,
          ].join('\t'),
        ),
      )
    }),

  'case show': (invocation) =>
    withOffice(invocation, async ({ store }) => {
      const { words, output } = invocation
      const found = await findCaseByCode(store.db, getArgument(words, 0))
      if (!found) throw new AppError('entity.notFound', { entity: 'case' })
      const file = await getCase(store.db, found.caseId)
      output.result(file, () => [
        `${output.t('case.code')}: ${file.row.officialCode ?? file.row.provisionalCode}`,
        `${output.t('case.applicant')}: ${file.row.applicantName}`,
        `${output.t('case.procedure')}: ${file.row.procedureName}`,
        `${output.t('case.received')}: ${instantToLocal(file.row.receivedAt)}`,
        `${output.t('case.due')}: ${file.row.dueAt ? instantToLocal(file.row.dueAt) : '-'}`,
        ...file.components.map((component, index) => `  ${index + 1}. ${component.name}`),
      ])
    }),

  'backup create': (invocation) =>
    withOffice(invocation, async (office) => {
      const { store, clock, sqlite } = office
      const { words, output } = invocation
      const target = words[0] ? resolve(words[0]) : backupFolder(store.folder)
      const made = words[0]
        ? await createBackup(store.connection, target, 'manual', clock, sqlite)
        : await backUpOffice(store.connection, store.folder, 'manual', clock, sqlite)
      await recordBackupMade(store.db, await getCommandLineActor(office), made)
      const file = join(target, made.name)
      output.result({ ...made, file }, () => [output.t('backupCreated', { file })])
    }),

  'backup seal': (invocation) =>
    withOffice(invocation, async (office) => {
      const target = resolve(getArgument(invocation.words, 0))
      await sealOffice(office, await getCommandLineActor(office), target, invocation.output)
    }),

  'backup unseal': ({ words, parts, output }) =>
    unsealCopy(resolve(getArgument(words, 0)), resolve(getArgument(words, 1)), sqliteOf(parts), output),

  salvage: ({ words, data, parts, output }) =>
    salvageFolder(data, words[0] === undefined ? undefined : resolve(words[0]), sqliteOf(parts), output),

  'backup verify': async ({ words, parts, output }) => {
    const file = getFile(words)
    const contents = await verifyBackup(file, sqliteOf(parts))
    output.result({ file, ...contents }, () => [output.t('backupVerified', { file: basename(file), ...contents })])
  },

  'backup restore': async ({ words, data, parts, output }) => {
    const file = getFile(words)
    const lock = lockFolder(data, sqliteOf(parts))
    try {
      const aside = await restoreBackup(lock.folder, file, systemClock, sqliteOf(parts))
      output.result({ restored: file, aside }, () => [output.t('backupRestored', { file: basename(file), aside: aside ?? '-' })])
    } finally {
      lock.release()
    }
  },

  'backup list': async ({ data, output }) => {
    const files = listBackups(data)
    output.result(files, () => files.map(({ name, sizeBytes, cases }) => `${name}\t${sizeBytes}\t${cases ?? '-'}`))
  },

  'backup drill': (invocation) =>
    withOffice(invocation, async (office) => {
      const { output } = invocation
      const result = await runDrill(office.store.folder, office.sqlite)
      await recordDrill(office.store.db, await getCommandLineActor(office), result)
      if (result.failure !== null) throw new AppError('backup.invalid', { file: result.name, reason: result.failure })
      output.result(result, () => [output.t('backupDrilled', { ...result, file: result.name })])
    }),

  check: (invocation) =>
    withOffice(invocation, async ({ store }) => {
      const { output } = invocation
      const report = await checkStore(store)
      output.result(report, () => [output.t('checked', { events: report.events, cases: report.cases })])
    }),

  diagnose: ({ data, out, parts, output }) => diagnoseCommand({ data, out, ...parts }, output),
}

/** Runs one command; returns its exit code. */
export async function runCommandLine(args: readonly string[], parts: CommandLineParts): Promise<ExitCode> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0) // whoever reads (head, a pager) has seen enough
    throw error
  })
  const t = await loadTexts(parts.resources)
  const [subject = '', ...others] = args
  if (subject === '' || subject === '--help' || subject === '-h' || subject === 'help') {
    process.stdout.write(`${t('help', { folder: usualDataFolder(parts) })}\n`)
    return subject === '' ? 2 : 0
  }
  if (others.includes('--help')) {
    process.stdout.write(`${t('help', { folder: usualDataFolder(parts) })}\n`)
    return 0
  }
  if (subject === '--version') {
    process.stdout.write(`${parts.version}\n`)
    return 0
  }
  const output = openOutput(t, args.includes('--json'))
  try {
    if (subject === 'deadline') {
      return await deadlineCommand(others, {
        stdin: process.stdin,
        stdout: output.line,
        stderr: output.problem,
        t: (key, params) => t(key, { ns: 'calendar', ...params }),
        readCalendar: () => parseCalendar(readDataFile(resourcePaths(parts.resources).calendar)),
      })
    }
    const invocation = parseInvocation(args, parts, output)
    return (await invocation.command(invocation)) ?? 0
  } catch (error) {
    if (
      error instanceof UsageError ||
      (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    ) {
      output.problem(t('wrongUsage', { command: args.join(' ') }))
      return 2
    }
    showFailure(output, failureOf(error, quietLog, 'cli'))
    return 1
  }
}

/** What may be done with made-up data: everything but what keeps, carries or mends data. */
const forTraining: ReadonlySet<string> = new Set(['catalogue list', 'catalogue import', 'case list', 'case show', 'check'])

function parseInvocation(args: readonly string[], parts: CommandLineParts, output: Output): Invocation & { command: Command } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      data: { type: 'string' },
      training: { type: 'boolean' },
      limit: { type: 'string' },
      query: { type: 'string' },
      out: { type: 'string' },
    },
  })
  const [subject = '', verb = ''] = positionals
  const name = Object.hasOwn(commands, subject) ? subject : `${subject} ${verb}`
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  const limit = values.limit === undefined ? listLimit : Number(values.limit)
  if (!command || !Number.isInteger(limit) || limit < 1) throw new UsageError()
  const words = positionals.slice(name.split(' ').length)
  const kind = values.training ? 'training' : 'office'
  if (kind === 'training' && !forTraining.has(name)) throw new AppError('training.notHere')
  const usual = kind === 'training' ? trainingFolder(userDataFolder()) : usualDataFolder(parts)
  return {
    command,
    words,
    data: resolve(values.data ?? usual),
    kind,
    limit,
    query: values.query ?? words.join(' '),
    out: values.out,
    parts,
    output,
  }
}
