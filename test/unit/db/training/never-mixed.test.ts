// Made-up data never get among the office's own, nor the other way round: every way of opening, copying, checking and putting back.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createBackup, verifyBackup } from '../../../../db/backup/copy.ts'
import { checksumFile, sha256Of } from '../../../../db/backup/files.ts'
import { restoreBackup } from '../../../../db/backup/restore.ts'
import { backupFolder, listBackups } from '../../../../db/backup/shelf.ts'
import { countCases } from '../../../../db/cases/counts.ts'
import { checkStore } from '../../../../db/store/check.ts'
import { databaseName, openReader, openWriter } from '../../../../db/store/open.ts'
import { applicationId, inspectFile, openConnection, toSingleFile, trainingApplicationId } from '../../../../db/store/sqlite.ts'
import { makeTrainingOffice, removeTrainingData, signInToTrain } from '../../../../db/training/commands.ts'
import { runCommandLine } from '../../../../electron/cli/run.ts'
import { openOffice } from '../../../../electron/worker/office.ts'
import { makeFolder, openTestOffice, resources, TestClock, trainingData } from '../../../fixtures/office.ts'
import { openTraining } from '../../../fixtures/training.ts'
import { startWorker } from '../../../fixtures/worker.ts'

const clock = new TestClock()
const { folder: models, remove: removeModels } = makeFolder()
const realModel = join(models, 'real.db')
const trainingModel = join(models, 'training.db')
const noBackup = async () => {}

let folder: string
let remove: () => void
const file = () => join(folder, databaseName)
const place = (model: string) => copyFileSync(model, file())
const markOf = (path: string) => inspectFile(path, {}, (connection) => connection.pragma('application_id', { simple: true }))

beforeAll(async () => {
  const training = await openTraining(clock, join(models, 'training'))
  await makeTrainingOffice(training.office.store, clock, trainingData(), () => 'form')
  await training.close()
  copyFileSync(join(models, 'training', databaseName), trainingModel)
  const real = await openTestOffice({ folder: join(models, 'real'), clock })
  await real.close()
  copyFileSync(join(models, 'real', databaseName), realModel)
}, 60_000)
afterAll(removeModels)
beforeEach(() => {
  const made = makeFolder()
  folder = made.folder
  remove = made.remove
  return () => remove()
})

describe('the two kinds of data', () => {
  it('carry different marks', () => {
    expect(markOf(realModel)).toBe(applicationId)
    expect(markOf(trainingModel)).toBe(trainingApplicationId)
    expect(Buffer.from(trainingApplicationId.toString(16), 'hex').toString()).toBe('MCTR')
  })

  it.each([
    ['training', 'office', 'store.trainingData'],
    ['office', 'training', 'store.realData'],
  ] as const)('%s data opened as %s are refused by every opening, and left as they are', async (found, wanted, code) => {
    place(found === 'office' ? realModel : trainingModel)
    const before = readFileSync(file())
    await expect(openWriter(folder, noBackup, {}, wanted)).rejects.toMatchObject({ code })
    await expect(openOffice(folder, resources, clock, {}, wanted)).rejects.toMatchObject({ code })
    expect(readdirSync(folder).filter((name) => name.startsWith(`${databaseName}-`))).toEqual([])
    expect(() => openReader(folder, {}, wanted)).toThrow(code)
    for (const role of ['writer', 'reader'] as const) {
      const worker = await startWorker(role, folder, { logFile: join(models, 'log'), kind: wanted })
      expect(worker.failure).toMatchObject({ code })
      await worker.close()
    }
    expect(readFileSync(file())).toEqual(before)
  })

  it('are told apart even while a file is still empty', async () => {
    const connection = openConnection(file(), 'writer')
    connection.pragma(`application_id = ${trainingApplicationId}`)
    connection.close()
    await expect(openWriter(folder, noBackup)).rejects.toMatchObject({ code: 'store.trainingData' })
    await (await openWriter(folder, noBackup, {}, 'training')).close()
    expect(markOf(file())).toBe(trainingApplicationId)
  })

  it('of a newer program are told apart first', async () => {
    place(trainingModel)
    const connection = openConnection(file(), 'writer')
    connection.pragma('user_version = 9999')
    connection.close()
    await expect(openWriter(folder, noBackup)).rejects.toMatchObject({ code: 'store.trainingData' })
    await expect(openWriter(folder, noBackup, {}, 'training')).rejects.toMatchObject({ code: 'store.fromFuture' })
  })
})

describe('the shelf of backups', () => {
  it('takes no training data, and nothing of them stays behind', async () => {
    place(trainingModel)
    const training = await openTraining(clock, folder)
    await expect(createBackup(training.office.store.connection, backupFolder(folder), 'manual', clock)).rejects.toMatchObject({
      code: 'store.trainingData',
    })
    await training.close()
    expect(existsSync(backupFolder(folder))).toBe(false)
    expect(listBackups(folder)).toEqual([])
  })

  it('says of a training file laid there with its checksum that it is none, and does not restore it', async () => {
    place(realModel)
    const before = readFileSync(file())
    mkdirSync(backupFolder(folder))
    const foreign = join(backupFolder(folder), 'motcua-20261123T020000Z-manual.db')
    copyFileSync(trainingModel, foreign)
    toSingleFile(foreign)
    writeFileSync(checksumFile(foreign), `${await sha256Of(foreign)}  x\n`)
    await expect(verifyBackup(foreign)).rejects.toMatchObject({ code: 'store.trainingData' })
    await expect(restoreBackup(folder, foreign, clock)).rejects.toMatchObject({ code: 'store.trainingData' })
    expect(readFileSync(file())).toEqual(before)
  })

  it('gives nothing back into the place of training data', async () => {
    const real = await openTestOffice({ folder: join(folder, 'real'), clock })
    const { name } = await createBackup(real.office.store.connection, models, 'manual', clock)
    await real.close()
    place(trainingModel)
    const before = readFileSync(file())
    await expect(restoreBackup(folder, join(models, name), clock)).rejects.toMatchObject({ code: 'store.trainingData' })
    expect(readFileSync(file())).toEqual(before)
    expect(readdirSync(folder).filter((entry) => /aside|incoming/.test(entry))).toEqual([])
  })
})

describe('throwing training data away', () => {
  it('removes a training database with its log, and is content when there is none', () => {
    removeTrainingData(folder)
    place(trainingModel)
    writeFileSync(`${file()}-wal`, '')
    removeTrainingData(folder)
    expect(readdirSync(folder)).toEqual([])
    writeFileSync(file(), '')
    removeTrainingData(folder)
    expect(readdirSync(folder)).toEqual([])
  })

  it("never removes the office's own data, nor a file that it does not know", () => {
    place(realModel)
    expect(() => removeTrainingData(folder)).toThrow('store.realData')
    expect(readFileSync(file())).toEqual(readFileSync(realModel))
    rmSync(file())
    const connection = openConnection(file(), 'writer')
    connection.exec('CREATE TABLE theirs (x)')
    connection.close()
    expect(() => removeTrainingData(folder)).toThrow('store.notADatabase')
    writeFileSync(file(), 'Đây là tệp khác. '.repeat(300))
    expect(() => removeTrainingData(folder)).toThrow()
    expect(existsSync(file())).toBe(true)
  })

  it('makes a damaged or newer training file anew, and leaves real data in its folder alone', async () => {
    const prepared = async () => {
      const worker = await startWorker('writer', folder, { logFile: join(models, 'log'), kind: 'training' })
      const reply = worker.failure ? null : await worker.ask('internal.prepareTraining', { anew: false })
      await worker.close()
      return worker.failure?.code ?? reply
    }
    place(trainingModel)
    const connection = openConnection(file(), 'writer')
    connection.pragma('user_version = 9999')
    connection.close()
    expect(await prepared()).toMatchObject({ ok: true })
    const store = await openWriter(folder, noBackup, {}, 'training')
    expect((await countCases(store.db, clock)).total).toBeGreaterThan(30)
    await store.close()
    // All but the first page overwritten, and only the later half.
    for (const part of [4_096, 'half'] as const) {
      const bytes = readFileSync(trainingModel)
      writeFileSync(file(), bytes.fill(0xff, part === 'half' ? bytes.length / 2 : part))
      expect(await prepared()).toMatchObject({ ok: true })
      const mended = await openWriter(folder, noBackup, {}, 'training')
      expect((await countCases(mended.db, clock)).total).toBeGreaterThan(30)
      await checkStore(mended)
      await mended.close()
    }
    rmSync(file())
    place(realModel)
    expect(await prepared()).toBe('store.realData')
    expect(readFileSync(file())).toEqual(readFileSync(realModel))
  })
})

describe("what belongs to training is refused with the office's own data", () => {
  it('making samples, and signing in without a password', async () => {
    const real = await openTestOffice({ clock })
    const { store } = real.office
    await expect(makeTrainingOffice(store, clock, trainingData(), () => 'form')).rejects.toMatchObject({ code: 'store.realData' })
    await expect(signInToTrain(store, 'binhtt')).rejects.toMatchObject({ code: 'store.realData' })
    await real.close()
  })

  it('in the worker too, which the page reaches', async () => {
    place(realModel)
    const worker = await startWorker('writer', folder, { logFile: join(models, 'log') })
    for (const [name, input] of [
      ['training.signIn', { signInName: 'binhtt' }],
      ['internal.prepareTraining', { anew: true }],
    ] as const)
      expect(await worker.ask(name, input)).toMatchObject({ ok: false, error: { code: 'store.realData' } })
    expect(await worker.ask('people.listSignIns', {})).toMatchObject({ ok: true, value: [{ signInName: 'binhtt' }] })
    await worker.close()
  })
})

describe('the command line', () => {
  const run = async (...args: string[]) => {
    const lines: string[] = []
    const write = process.stdout.write
    const complain = process.stderr.write
    process.stdout.write = (text: string | Uint8Array) => lines.push(String(text)) > 0
    process.stderr.write = (text: string | Uint8Array) => lines.push(String(text)) > 0
    try {
      return { code: await runCommandLine([...args, '--data', folder], { resources, version: '0.0.0' }), said: lines.join('') }
    } finally {
      process.stdout.write = write
      process.stderr.write = complain
    }
  }

  it('takes a training folder only when it is told so, and a real one only when it is not', async () => {
    place(trainingModel)
    expect(await run('case', 'list')).toMatchObject({ code: 1, said: expect.stringContaining('Đây là dữ liệu tập huấn') })
    expect(await run('case', 'list', '--training')).toMatchObject({ code: 0, said: expect.stringContaining('TAM-TAP-TH-') })
    rmSync(file())
    place(realModel)
    expect(await run('case', 'list', '--training')).toMatchObject({ code: 1, said: expect.stringContaining('dữ liệu thật') })
    expect(await run('check')).toMatchObject({ code: 0 })
  })

  it('has no backups of training data', async () => {
    place(trainingModel)
    for (const command of [['create'], ['list'], ['restore', realModel]])
      expect(await run('backup', ...command, '--training')).toMatchObject({ code: 1, said: expect.stringContaining('tập huấn') })
    expect(await run('backup', 'create')).toMatchObject({ code: 1, said: expect.stringContaining('Đây là dữ liệu tập huấn') })
    expect(readdirSync(folder).filter((name) => name !== databaseName)).not.toContain('backups')
  })
})
