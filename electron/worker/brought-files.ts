// The data files that the product brings along and those that a person hands in, each checked whole.
import { readFileSync, statSync } from 'node:fs'
import { parseCalendar } from '../../db/calendar/rules.ts'
import { type ClauseMap, parseClauseMap } from '../../db/conversion/clause-map.ts'
import { chooseForm } from '../../db/forms/form.ts'
import { type LawsFile, parseLaws } from '../../db/laws/laws-file.ts'
import { AppError } from '../../db/model/errors.ts'
import type { StarterData } from '../../db/people/commands.ts'
import { parseUnits } from '../../db/people/units-file.ts'
import { parseCatalogue } from '../../db/procedures/catalogue-file.ts'
import type { TrainingData } from '../../db/training/commands.ts'
import { parseSampleSystem } from '../../db/training/sample-system.ts'
import { resourcePaths } from '../paths.ts'
import { type FormTemplate, loadFormTemplates } from '../print/form-templates.ts'
import type { Office } from './office.ts'

/** Largest catalogue or calendar file that is read at all. */
const importLimitBytes = 32 * 1_048_576

/** Reads a data file that people wrote. Throws file.unreadable, file.tooLarge with the file's name. */
export function readDataFile(file: string): string {
  const name = file.split(/[\\/]/).at(-1) ?? file
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat?.isFile()) throw new AppError('file.unreadable', { file: name })
  if (stat.size > importLimitBytes) throw new AppError('file.tooLarge', { file: name, limit: importLimitBytes / 1_048_576 })
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new AppError('file.unreadable', { file: name })
  }
}

// The file does not change while the program runs, and the register asks for it each time it is shown.
const starterLaws = new Map<string, LawsFile>()

/** The laws that come along with the program. */
export function readStarterLaws(resources: string): LawsFile {
  const known = starterLaws.get(resources) ?? parseLaws(readDataFile(resourcePaths(resources).laws))
  starterLaws.set(resources, known)
  return known
}

const clauseMaps = new Map<string, ClauseMap>()

/** The clauses of the standard's editions. */
export function readClauseMap(resources: string): ClauseMap {
  const known = clauseMaps.get(resources) ?? parseClauseMap(readDataFile(resourcePaths(resources).clauses))
  clauseMaps.set(resources, known)
  return known
}

/** The data that a first run loads, each file checked whole. */
export function readStarterData(resources: string): StarterData {
  const paths = resourcePaths(resources)
  return {
    units: parseUnits(readDataFile(paths.units)),
    catalogue: parseCatalogue(readDataFile(paths.catalogue)),
    calendar: parseCalendar(readDataFile(paths.calendar)),
    laws: readStarterLaws(resources),
  }
}

/** The same with the quality system of training mode. */
export const readTrainingData = (resources: string): TrainingData => ({
  ...readStarterData(resources),
  clauseMap: readClauseMap(resources),
  sampleSystem: parseSampleSystem(readDataFile(resourcePaths(resources).sampleSystem)),
})

const formTemplates = new Map<string, readonly FormTemplate[]>()

/** The printed forms, read and checked when the first case asks for its form. */
export function formsOf({ resources }: Office): readonly FormTemplate[] {
  const known = formTemplates.get(resources) ?? loadFormTemplates(resourcePaths(resources).forms)
  formTemplates.set(resources, known)
  return known
}

/** Key of the receipt form in force on a date for a field of procedures: what a case pins. */
export const receiptFormKey = (office: Office, date: string, field = ''): string =>
  chooseForm(formsOf(office), { kind: 'receipt', on: date, field }).key
