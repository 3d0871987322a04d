// `motcua <command>`: works without a display, for support and scripts, on the same database and through the same commands as the
// window. Refused while the window has the database open. Exit codes: 0 done, 1 refused with a reason, 2 wrong usage.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { checkBlobs } from '../../db/blobs/check.ts'
import { parseCalendar } from '../../db/calendar/rules.ts'
import { AppError } from '../../db/model/errors.ts'
import { checkStore } from '../../db/store/check.ts'
import { failureOf } from '../failure.ts'
import type { Log } from '../log.ts'
import { dataFolder, resourcePaths, trainingFolder, userDataFolder } from '../paths.ts'
import { policyFile, rememberedPolicyFile } from '../policy/machine-policy.ts'
import { readPolicy } from '../policy/policy.ts'
import { loadTexts } from '../texts.ts'
import { readDataFile } from '../worker/brought-files.ts'
import { backupCommands } from './backups.ts'
import { bundleExportCommands } from './bundle-export.ts'
import { bundleCommands } from './bundles.ts'
import { caseCommands } from './cases.ts'
import { deadlineCommand } from './deadline.ts'
import { diagnoseCommand } from './diagnose.ts'
import { type Command, type Commands, type Invocation, UsageError, withOffice } from './invocation.ts'
import { commandOptions } from './options.ts'
import { type CommandLineParts, type ExitCode, type Output, openOutput, showFailure } from './output.ts'
import { recoveryCommands } from './recovery.ts'
import { trustCommands } from './trust.ts'

const quietLog: Log = { info: () => {}, incident: (_event, error) => (error instanceof Error ? error.name : 'error') }
const listLimit = 200

/** The same folder as the window's: the machine's policy may name one. */
function usualDataFolder({ isPackaged = false }: CommandLineParts): string {
  const userData = userDataFolder()
  return dataFolder(userData, readPolicy(policyFile(isPackaged), rememberedPolicyFile(userData)).dataFolder)
}

const commands: Commands = {
  ...caseCommands,
  ...backupCommands,
  ...recoveryCommands,
  ...bundleExportCommands,
  ...trustCommands,
  ...bundleCommands,

  check: (invocation) =>
    withOffice(invocation, async ({ store }) => {
      const { output } = invocation
      const report = await checkStore(store)
      const scans = await checkBlobs(store.connection, store.folder)
      output.result({ ...report, scans }, () => [
        output.t('checked', { events: report.events, cases: report.cases }),
        ...(scans.named + scans.stored > 0 ? [output.t('scansChecked', { ...scans })] : []),
      ])
      return scans.missing + scans.damaged > 0 ? 1 : 0
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
  if (['', '-h', 'help'].includes(subject) || args.includes('--help')) {
    process.stdout.write(`${t('help', { folder: usualDataFolder(parts) })}\n`)
    return subject === '' ? 2 : 0
  }
  if (subject === '--version' || subject === '-v') {
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
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: commandOptions })
  const [subject = '', verb = ''] = positionals
  const name = Object.hasOwn(commands, subject) ? subject : `${subject} ${verb}`
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  const limit = values.limit === undefined ? listLimit : Number(values.limit)
  if (!command || !Number.isInteger(limit) || limit < 1 || values.data === '') throw new UsageError()
  const words = positionals.slice(name.split(' ').length)
  const kind = values.training ? 'training' : 'office'
  if (kind === 'training' && !forTraining.has(name)) throw new AppError('training.notHere')
  const usual = kind === 'training' ? trainingFolder(userDataFolder()) : usualDataFolder(parts)
  return {
    command,
    words,
    data: resolve(values.data ?? usual),
    isDataNamed: values.data !== undefined,
    kind,
    limit,
    query: values.query ?? words.join(' '),
    out: values.out,
    typed: values,
    store: values.store,
    isSalvage: values.salvage ?? false,
    parts,
    output,
  }
}
