// The commands about the catalogue and the cases.
import { resolve } from 'node:path'
import { backUpOffice } from '../../db/backup/copy.ts'
import { findCaseByCode, getCase, listCases } from '../../db/cases/queries.ts'
import { searchCases } from '../../db/cases/search.ts'
import { AppError } from '../../db/model/errors.ts'
import { maskParties } from '../../db/personal/rules.ts'
import { parseCatalogue } from '../../db/procedures/catalogue-file.ts'
import { importCatalogue } from '../../db/procedures/commands.ts'
import { listProcedures } from '../../db/procedures/queries.ts'
import { readDataFile } from '../worker/brought-files.ts'
import { type Commands, getArgument, getCommandLineActor, withOffice } from './invocation.ts'
import { tableLines, timeText } from './output.ts'

export const caseCommands: Commands = {
  'catalogue list': (invocation) =>
    withOffice(invocation, async ({ store }) => {
      const { output, query, limit } = invocation
      const { t } = output
      const { rows } = await listProcedures(store.db, query, null, limit)
      output.result(rows, () =>
        rows.length === 0
          ? [t('catalogueNone')]
          : tableLines(
              [
                { head: t('catalogue:fields.shortCode'), text: (row) => row.shortCode },
                { head: t('catalogue:fields.nationalCode'), text: (row) => row.nationalCode ?? '-' },
                { head: t('catalogue:fields.name'), text: (row) => row.name },
              ],
              rows,
            ),
      )
    }),

  'catalogue import': async (invocation) => {
    const { output } = invocation
    const catalogue = parseCatalogue(readDataFile(resolve(getArgument(invocation, 0))))
    await withOffice(invocation, async (office) => {
      await backUpOffice(office.store.connection, office.store.folder, 'import', office.clock, office.sqlite)
      const result = await importCatalogue(office.store.db, await getCommandLineActor(office), catalogue)
      output.result(result, () => [output.t('catalogueImported', result)])
    })
  },

  'case list': (invocation) =>
    withOffice(invocation, async ({ store, clock }) => {
      const { output, query, limit } = invocation
      const { t } = output
      const everything = { status: null, due: null, procedureId: null, receivedFrom: null, receivedTo: null }
      const rows = query
        ? await searchCases(store.db, query, limit)
        : (await listCases(store.db, clock, everything, 'receivedDesc', null, limit)).rows.map(({ facts: _, ...row }) => row)
      output.result(rows, () =>
        rows.length === 0
          ? [t(query ? 'caseNotFound' : 'cases:list.none')]
          : tableLines(
              [
                { head: t('cases:column.code'), text: (row) => row.officialCode ?? row.provisionalCode },
                { head: t('cases:column.received'), text: (row) => timeText(row.receivedAt) },
                { head: t('cases:column.due'), text: (row) => timeText(row.dueAt) },
                { head: t('cases:column.applicant'), text: (row) => row.applicantName },
                { head: t('cases:column.procedure'), text: (row) => row.procedureName },
              ],
              rows,
            ),
      )
    }),

  'case show': (invocation) =>
    withOffice(invocation, async ({ store }) => {
      const { t, result } = invocation.output
      const found = await findCaseByCode(store.db, getArgument(invocation, 0))
      if (!found) throw new AppError('entity.notFound', { entity: 'case' })
      const file = maskParties(await getCase(store.db, found.caseId))
      result(file, () => [
        `${t('cases:column.code')}: ${file.row.officialCode ?? file.row.provisionalCode}`,
        `${t('cases:column.applicant')}: ${file.row.applicantName}`,
        `${t('cases:column.procedure')}: ${file.row.procedureName}`,
        `${t('cases:column.received')}: ${timeText(file.row.receivedAt)}`,
        `${t('cases:column.due')}: ${timeText(file.row.dueAt)}`,
        ...file.components.map((component, index) => `  ${index + 1}. ${component.name}`),
      ])
    }),
}
