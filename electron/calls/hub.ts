// The provincial mode as files and questions: bundles chosen and taken, receipts written, totals saved. The main process asks the office's
// database who it is and the hub's workers for all else.
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import type { OnProgress } from '../../db/backup/files.ts'
import { AppError } from '../../db/model/errors.ts'
import type { Cell } from '../../db/processes/workbook/sheets.ts'
import { bundleExtension } from '../../db/sync/bundle/manifest.ts'
import { readTrustList, type TrustList } from '../../db/trust/list.ts'
import type { OfficeRow } from '../api/hub.ts'
import type { ErrandHost } from '../errand-host.ts'
import { PickedFiles } from '../picked-files.ts'
import type { MainHandlers } from '../router.ts'
import type { HubCalls, HubName, HubProvince } from '../worker/hub-protocol.ts'
import { writeWhole } from '../write-whole.ts'

interface HubCallParts {
  readonly getWindow: () => BrowserWindow
  readonly t: (key: string) => string
  readonly errands: ErrandHost
  readonly getProvince: () => Promise<HubProvince>
  readonly askHub: <Name extends HubName>(
    name: Name,
    input: HubCalls[Name]['input'],
    onProgress?: OnProgress,
  ) => Promise<HubCalls[Name]['output']>
}

type Mine = Extract<keyof MainHandlers, `hub.${string}`>
/** Damaged files of one folder that can be taken in part. */
const mostDamaged = 1_000
const numberWidth = 14

export function makeHubHandlers({ getWindow, t, errands, getProvince, askHub }: HubCallParts): Pick<MainHandlers, Mine> {
  const damaged = new PickedFiles<string>(mostDamaged)

  async function pick(from: 'file' | 'folder'): Promise<string[] | null> {
    const { filePaths } = await dialog.showOpenDialog(getWindow(), {
      title: t(from === 'file' ? 'pickOfficeBundle' : 'pickOfficeBundles'),
      properties: [from === 'file' ? 'openFile' : 'openDirectory'],
      filters: [{ name: t('hubBundleFiles'), extensions: [bundleExtension] }],
    })
    const [path] = filePaths
    if (path === undefined) return null
    if (from === 'file') return [path]
    const names = (await readdir(path)).filter((name) => name.toLowerCase().endsWith(`.${bundleExtension}`))
    return names.sort().map((name) => join(path, name))
  }

  async function take(files: readonly string[], salvage: boolean, onProgress: OnProgress) {
    // A report that was under way when the person called it off finds a call that refuses it: the worker stops at its own next step.
    const report: OnProgress = (done, total) => {
      try {
        onProgress(done, total)
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'app.cancelled') throw error
      }
    }
    const province = await getProvince()
    const { rows, isCancelled } = await askHub('hub.take', { files, salvage, province }, report)
    const kept = rows.map((row, index) => ({ ...row, token: row.damage ? damaged.keep(files[index] ?? '') : null }))
    return { rows: kept, isCancelled }
  }

  const listed = async () => {
    const { trustText } = await getProvince()
    return readTrustList(trustText, '').list
  }
  const nameOf = (list: TrustList, code: string): string => list.offices.find((office) => office.code === code)?.name ?? code

  async function listOffices(): Promise<OfficeRow[]> {
    const list = await listed()
    const states = await askHub('hub.listOffices', { codes: list.offices.map(({ code }) => code) })
    return states.map(({ office: code, devices: _, ...state }) => ({
      ...state,
      code,
      name: nameOf(list, code),
      admitted: list.offices.find((one) => one.code === code)?.devices.filter(({ revokedAt }) => revokedAt === null).length ?? 0,
    }))
  }

  return {
    'hub.take': async ({ from }, onProgress) => {
      const files = await pick(from)
      return files && take(files, false, onProgress)
    },
    'hub.salvage': async ({ token }, onProgress) => {
      const { rows } = await take([damaged.get(token)], true, onProgress)
      const [row] = rows
      if (!row) throw new Error('a file that was asked for has no answer')
      if (row.taken) damaged.forget(token)
      return row
    },
    'hub.writeReceipts': async ({ offices }, onProgress) => {
      const province = await getProvince()
      const { filePaths } = await dialog.showOpenDialog(getWindow(), {
        title: t('pickReceiptFolder'),
        properties: ['openDirectory', 'createDirectory'],
      })
      const [folder] = filePaths
      if (folder === undefined) return null
      const { list } = readTrustList(province.trustText, '')
      const rows = await askHub('hub.writeReceipts', { folder, offices, province }, onProgress)
      return { folder: basename(folder) || folder, rows: rows.map((row) => ({ ...row, officeName: nameOf(list, row.office) })) }
    },
    'hub.listOffices': async () => ({ rows: await listOffices() }),
    'hub.getOffice': async ({ office }) => {
      const state = (await listOffices()).find(({ code }) => code === office)
      const none = { bundles: 0, lastNumber: null, lastMadeAt: null, lastTakenAt: null, days: null }
      const nothing = { gaps: 0, open: 0, late: 0, waiting: 0, rejected: 0, pending: 0, partial: 0 }
      return {
        state: state ?? { code: office, name: office, admitted: 0, ...none, ...nothing },
        ...(await askHub('hub.getOffice', { office })),
      }
    },
    'hub.getTotals': async ({ by, office, field, procedure, from, to }) => {
      const filter = {
        ...(office !== null && { offices: [office] }),
        ...(field !== null && { field }),
        ...(procedure !== null && { procedure }),
        ...(from !== null && { from }),
        ...(to !== null && { to }),
      }
      const list = await listed()
      const rows = await askHub('hub.getTotals', { by, filter })
      return { rows: rows.map(({ key, name, counts }) => ({ key, name: by === 'office' ? nameOf(list, key) : name, counts })) }
    },
    'hub.listChoices': async () => {
      const { offices } = await listed()
      return { ...(await askHub('hub.listChoices', null)), offices: offices.map(({ code, name }) => ({ code, name })) }
    },
    'hub.saveTotals': async ({ title, head, rows }) => {
      const { filePath } = await dialog.showSaveDialog(getWindow(), {
        title: t('saveTotals'),
        defaultPath: join(app.getPath('documents'), `${t('totalsName')}.xlsx`),
        filters: [{ name: 'Excel', extensions: ['xlsx'] }],
      })
      if (!filePath) return { fileName: null }
      const cells: Cell[][] = [head, ...rows]
      const widths = head.map((_, column) => (column < 2 ? numberWidth * 2 : numberWidth))
      const sheets = [{ name: title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31), rows: cells, widths, isForm: false, isList: true }]
      writeWhole(filePath, Buffer.from(await errands.run('documents.saveWorkbook', { sheets })))
      return { fileName: basename(filePath) }
    },
    'hub.listCases': async ({ after, limit, ...filter }) => {
      await getProvince()
      return askHub('hub.listCases', { filter, after, limit })
    },
    'hub.getCase': async (input) => {
      const list = await listed()
      return { ...(await askHub('hub.getCase', input)), officeName: nameOf(list, input.office) }
    },
    'hub.sendBack': async (input) => {
      await getProvince()
      await askHub('hub.sendBack', input)
      return {}
    },
  }
}
