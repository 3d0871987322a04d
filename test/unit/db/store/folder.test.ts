import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isCloudPath, isNetworkPath, prepareFolder } from '../../../../db/store/folder.ts'
import { makeFolder } from '../../../fixtures/office.ts'

describe('isNetworkPath', () => {
  it.each([
    '\\\\server\\share\\motcua',
    '//server/share/motcua',
    '\\\\192.168.1.10\\du-lieu',
    '\\\\?\\UNC\\server\\share',
    '\\\\.\\unc\\server\\share',
  ])('knows %s as one', (path) => expect(isNetworkPath(path)).toBe(true))

  it.each(['C:\\Users\\binh\\motcua', '/home/binh/motcua', '\\\\?\\C:\\motcua', 'D:/', 'motcua', '/'])(
    'leaves %s alone',
    (path) => expect(isNetworkPath(path)).toBe(false),
  )
})

describe('isCloudPath', () => {
  it.each([
    'C:\\Users\\binh\\OneDrive\\motcua',
    'C:\\Users\\binh\\OneDrive - UBND phường Thuận Hóa\\motcua',
    '/home/binh/Dropbox/motcua',
    'G:\\My Drive\\motcua',
    'G:\\Drive của tôi\\motcua',
    `G:\\${'Drive của tôi'.normalize('NFD')}`,
    'D:\\Google Drive\\a',
    '/Users/binh/Library/Mobile Documents/com~apple~CloudDocs',
  ])('knows %s as one', (path) => expect(isCloudPath(path)).toBe(true))

  it.each([
    'C:\\Users\\binh\\AppData\\Roaming\\motcua\\data',
    '/home/binh/megabyte/motcua',
    'D:\\Hồ sơ\\dropboxes',
    '/srv/drive/motcua',
  ])('leaves %s alone', (path) => expect(isCloudPath(path)).toBe(false))
})

describe('prepareFolder', () => {
  let folder: string
  let remove: () => void
  beforeEach(() => {
    ;({ folder, remove } = makeFolder())
  })
  afterEach(() => remove())

  it('makes the folder and returns its real path', () => {
    const wanted = join(folder, 'Một Cửa', 'data')
    expect(prepareFolder(wanted).endsWith(join('Một Cửa', 'data'))).toBe(true)
  })

  it('refuses a network path before touching it', () => {
    expect(() => prepareFolder('//server.invalid/share')).toThrow('store.networkFolder')
  })

  it('sees through a link into a cloud-synced folder', () => {
    mkdirSync(join(folder, 'OneDrive', 'motcua'), { recursive: true })
    symlinkSync(join(folder, 'OneDrive', 'motcua'), join(folder, 'data'), 'junction')
    expect(() => prepareFolder(join(folder, 'data'))).toThrow('store.cloudFolder')
  })
})
