// `motcua diagnose`: the diagnosis without a window, for support on the telephone and for a computer whose window does not open. It works
// beside a window that has the database open and where there is no database at all.
import { resolve } from 'node:path'
import { systemClock } from '../../db/model/clock.ts'
import { diagnose } from '../diagnostics/run.ts'
import { stepLines, summaryLine } from '../diagnostics/support-file.ts'
import { dataFolder, logFile, userDataFolder } from '../paths.ts'
import { writeWhole } from '../write-whole.ts'
import type { CommandLineParts, ExitCode, Output } from './output.ts'

interface DiagnoseOptions extends CommandLineParts {
  readonly data: string
  /** Where to write the file for support; undefined for nowhere. */
  readonly out: string | undefined
}

/** Prints the steps. Returns 1 when one of them found a fault. Throws file.unwritable, store.diskFull. */
export async function diagnoseCommand(options: DiagnoseOptions, output: Output): Promise<ExitCode> {
  const userData = userDataFolder()
  const { report, text } = await diagnose(
    {
      folder: options.data,
      usualFolder: dataFolder(userData),
      isOpenHere: false,
      writerPragmas: null,
      openFailure: null,
      resources: options.resources,
      binding: options.binding ?? null,
      logFile: logFile(userData),
      version: options.version,
      built: options.built ?? null,
      window: null,
    },
    systemClock,
    () => {},
  )
  const file = options.out === undefined ? undefined : resolve(options.out)
  if (file !== undefined) writeWhole(file, text)
  const t = (key: string, params?: Readonly<Record<string, string | number>>): string => output.t(key, { ...params })
  output.result(report, () => [
    ...report.steps.flatMap((step) => stepLines(t, step)),
    '',
    summaryLine(t, report.steps),
    ...(file === undefined ? [] : [output.t('diagnosed', { file })]),
  ])
  return report.steps.some(({ verdict }) => verdict === 'fault') ? 1 : 0
}
