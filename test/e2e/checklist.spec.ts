// Electron's security checklist (electronjs.org/docs/latest/tutorial/security, 20 items), each as far as the running program can
// show it. 16 and 19 are also read back from the package (test/package); 15 and 20 besides from the sources (test/unit/tree).
import { execFileSync, spawn } from 'node:child_process'
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { type App, startApp } from './app.ts'

const root = resolve(import.meta.dirname, '..', '..')
let app: App
test.beforeAll(async () => {
  app = await startApp()
  await app.setUp()
})
test.afterAll(() => app.stop())

interface Preferences {
  readonly nodeIntegration?: boolean
  readonly nodeIntegrationInWorker?: boolean
  readonly nodeIntegrationInSubFrames?: boolean
  readonly contextIsolation?: boolean
  readonly sandbox?: boolean
  readonly webSecurity?: boolean
  readonly allowRunningInsecureContent?: boolean
  readonly experimentalFeatures?: boolean
  readonly enableBlinkFeatures?: string
  readonly webviewTag?: boolean
  readonly navigateOnDragDrop?: boolean
}

/** What every window has been made with, also the hidden one that prints: its making is watched while a paper is printed. */
async function preferencesOfAllWindows(): Promise<Preferences[]> {
  await app.electron.evaluate(({ app: electronApp, dialog }) => {
    const kept: unknown[] = []
    ;(globalThis as { kept?: unknown[] }).kept = kept
    electronApp.on('web-contents-created', (_event, contents) => {
      contents.once('did-finish-load', () =>
        kept.push((contents as unknown as { getLastWebPreferences(): unknown }).getLastWebPreferences()),
      )
    })
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: `${electronApp.getPath('userData')}/checklist.pdf` })
  })
  const saved = await app.page.evaluate(async () => {
    const { motcua } = window
    const [found, person] = [
      await motcua.procedures.list({ query: 'khai sinh', field: null, limit: 1 }),
      {
        fullName: 'Lê Thị Hoa',
        kind: 'citizen',
        idKind: 'none',
        idNumber: '',
        birthDate: '',
        sex: '',
        phone: '',
        email: '',
      } as const,
    ]
    if (!found.ok) throw new Error(found.error.code)
    const caseId = crypto.randomUUID()
    const received = await motcua.cases.receive({
      caseId,
      procedureId: found.value.rows[0]?.id ?? '',
      receivedAt: null,
      components: [{ name: 'Tờ khai', originals: 1, certified: 0, copies: 0, note: '' }],
      applicantId: null,
      applicant: { ...person, address: 'Huế', cardAddress: '', taxNumber: '', representative: '' },
      submitter: null,
      collector: null,
      summary: 'Khai sinh',
      note: '',
      channel: 'inPerson',
      returnMethod: 'desk',
      returnPlace: '',
      setCount: 1,
      book: '',
      serial: null,
      manualDueAt: null,
      variant: null,
    })
    if (!received.ok) throw new Error(JSON.stringify(received.error))
    return motcua.print.saveReceipt({ caseId, layout: 'a5' })
  })
  expect(saved).toMatchObject({ ok: true, value: { copyNumber: 1 } })
  return app.electron.evaluate(({ webContents }) => [
    ...((globalThis as { kept?: unknown[] }).kept ?? []),
    ...webContents
      .getAllWebContents()
      .map((contents) => (contents as unknown as { getLastWebPreferences(): unknown }).getLastWebPreferences()),
  ]) as Promise<Preferences[]>
}

test('1, 18: every page comes by the own scheme, none from a file or the network', async () => {
  const addresses = await app.electron.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => contents.getURL()),
  )
  expect(addresses.length).toBeGreaterThan(0)
  for (const address of addresses) expect(address).toMatch(/^motcua:\/\/app\//)
  const loaded = await app.page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[src], link[href]')].map((element) =>
      String((element as HTMLImageElement).src || (element as HTMLAnchorElement).href),
    ),
  )
  expect(loaded.length).toBeGreaterThan(0)
  expect(loaded.filter((name) => !name.startsWith('motcua://'))).toEqual([])
})

test('2, 3, 4, 6, 8, 9, 10, 11: every window, also the one that prints, is made without any of the dangerous choices', async () => {
  const found = await preferencesOfAllWindows()
  expect(found.length).toBeGreaterThanOrEqual(2)
  for (const preferences of found) {
    expect(preferences).toMatchObject({ nodeIntegration: false, contextIsolation: true, sandbox: true })
    for (const name of [
      'nodeIntegrationInWorker',
      'nodeIntegrationInSubFrames',
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'enableBlinkFeatures',
      'webviewTag',
      'navigateOnDragDrop',
    ] as const) {
      expect(preferences[name] || false, name).toBe(false)
    }
    expect(preferences.webSecurity ?? true).toBe(true)
  }
  const switches = await app.electron.evaluate(({ app: electronApp }) =>
    ['disable-web-security', 'enable-blink-features', 'enable-experimental-web-platform-features'].filter((name) =>
      electronApp.commandLine.hasSwitch(name),
    ),
  )
  expect(switches).toEqual([])
})

test('4: the page really runs in the sandbox of the system', async () => {
  test.skip(process.platform !== 'linux', 'reads /proc')
  const { electron: program, binding } = JSON.parse(readFileSync(join(root, '.cache', 'runtime.json'), 'utf8')) as {
    electron: string
    binding: string | null
  }
  // Root cannot have the sandbox; nobody can.
  const nobody = 65_534
  const isRoot = process.getuid?.() === 0
  const home = mkdtempSync(join(tmpdir(), 'motcua-sandbox-'))
  if (isRoot) chownSync(home, nobody, nobody)
  const child = spawn(program, [`--user-data-dir=${join(home, 'data')}`, root], {
    cwd: home,
    env: { ...process.env, HOME: home, ...(binding ? { MOTCUA_SQLITE_BINDING: binding } : {}) },
    stdio: 'ignore',
    ...(isRoot ? { uid: nobody, gid: nobody } : {}),
  })
  const exited = new Promise((done) => child.once('exit', done))
  const renderers = () =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        try {
          const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
          const isOurs = commandLine.includes('--type=renderer') && commandLine.includes(home)
          return isOurs ? [readFileSync(`/proc/${pid}/status`, 'utf8')] : []
        } catch {
          return [] // ended meanwhile
        }
      })
  try {
    await expect.poll(() => renderers().length, { timeout: 30_000 }).toBeGreaterThan(0)
    await expect.poll(() => renderers().every((status) => /^Seccomp:\s+2$/m.test(status)), { timeout: 10_000 }).toBe(true)
    for (const status of renderers()) expect(status).toMatch(/^NoNewPrivs:\s+1$/m)
  } finally {
    child.kill('SIGTERM')
    await exited
    rmSync(home, { recursive: true, force: true })
  }
})

test('5: every permission that a page can ask for is denied, at the question and at the check', async () => {
  const answers = await app.page.evaluate(async () => {
    const ask = async (name: string) => {
      try {
        return (await navigator.permissions.query({ name: name as PermissionName })).state
      } catch {
        return 'denied'
      }
    }
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'persistent-storage']
    return Promise.all(names.map(ask))
  })
  expect(new Set(answers)).toEqual(new Set(['denied']))
})

test('7: whatever the scheme answers carries a policy that lets no foreign thing in', async () => {
  const found = await app.electron.evaluate(async ({ session }) => {
    const index = await session.defaultSession.fetch('motcua://app/index.html')
    const script = /src="\.\/([^"]+\.js)"/.exec(await index.text())?.[1] ?? ''
    const answers = await Promise.all(
      ['motcua://app/index.html', `motcua://app/${script}`].map((address) => session.defaultSession.fetch(address)),
    )
    return answers.map((answer) => ({ status: answer.status, policy: answer.headers.get('content-security-policy') ?? '' }))
  })
  for (const { status, policy } of found) {
    expect(status).toBe(200)
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
  }
})

test('12: a webview that an attack puts into the page stays an empty element', async () => {
  // The window that prints may be waiting for the next paper.
  const before = await app.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length)
  const count = await app.page.evaluate(async () => {
    const view = document.createElement('webview')
    view.setAttribute('src', 'motcua://app/index.html')
    document.body.append(view)
    await new Promise((done) => setTimeout(done, 300))
    const isBare = !('getWebContentsId' in view)
    view.remove()
    return isBare
  })
  expect(count).toBe(true)
  expect(await app.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(before)
})

test('13, 14: links, forms, scripts and frames lead nowhere else and open nothing', async () => {
  const windowsBefore = await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  const before = app.page.url()
  await app.page.evaluate(() => {
    for (const address of ['https://example.org/', 'file:///etc/passwd', 'javascript:window.attacked=true', 'data:text/html,x']) {
      const link = document.createElement('a')
      link.href = address
      for (const target of ['', '_blank']) {
        link.target = target
        document.body.append(link)
        link.click()
      }
      link.remove()
      window.open(address)
    }
    const form = document.createElement('form')
    form.action = 'https://example.org/'
    form.method = 'post'
    document.body.append(form)
    form.submit()
    form.remove()
    const frame = document.createElement('iframe')
    frame.src = 'https://example.org/'
    document.body.append(frame)
    setTimeout(() => frame.remove(), 200)
  })
  await app.page.waitForTimeout(400)
  expect(app.page.url()).toBe(before)
  expect(await app.page.evaluate(() => 'attacked' in window)).toBe(false)
  expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(windowsBefore)
})

test('17: the same calls from another window of the same origin are refused, and so from a frame', async () => {
  const code = await app.electron.evaluate(
    async ({ BrowserWindow }, preload) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true },
      })
      try {
        await window.loadURL('motcua://app/index.html')
        const ask = 'window.motcua.app.getStatus({}).then((reply) => reply.error?.code)'
        return (await window.webContents.executeJavaScript(ask)) as string
      } finally {
        window.destroy()
      }
    },
    join(root, 'out', 'preload', 'preload.cjs'),
  )
  expect(code).toBe('access.untrustedSender')
  const inFrame = await app.page.evaluate(async () => {
    const frame = document.createElement('iframe')
    frame.src = 'about:blank'
    document.body.append(frame)
    await new Promise((done) => setTimeout(done, 200))
    const has = 'motcua' in (frame.contentWindow as object)
    frame.remove()
    return has
  })
  expect(inFrame).toBe(false)
})

test('20: what the page is given is plain functions, not a piece of Electron', async () => {
  const kinds = await app.page.evaluate(() => {
    const { onNotice, ...subjects } = window.motcua as unknown as Record<string, Record<string, unknown>>
    const inner = Object.values(subjects).flatMap((subject) => Object.values(subject).map((call) => typeof call))
    return { notice: typeof onNotice, inner: [...new Set(inner)], frozen: Object.isFrozen(window.motcua) }
  })
  expect(kinds).toEqual({ notice: 'function', inner: ['function'], frozen: true })
  // A notice hands over its value and not the event, whose sender would be the way to ipcRenderer.
  const given = await app.page.evaluate(
    () =>
      new Promise<number>((done) => {
        const stop = window.motcua.onNotice('status', (...values: unknown[]) => {
          stop()
          done(values.length)
        })
        void window.motcua.people.lock({})
      }),
  )
  expect(given).toBe(1)
})

test('nothing of the program listens for or keeps a connection to another machine', async () => {
  test.skip(process.platform !== 'linux', 'reads /proc')
  const pids = await app.electron.evaluate(({ app: electronApp }) => electronApp.getAppMetrics().map(({ pid }) => pid))
  const inodes = new Set(
    pids.flatMap((pid) =>
      execFileSync('sh', ['-c', `ls -l /proc/${pid}/fd 2>/dev/null || true`], { encoding: 'utf8' })
        .split('\n')
        .flatMap((line) => /socket:\[(\d+)\]/.exec(line)?.[1] ?? []),
    ),
  )
  const remote = ['tcp', 'tcp6', 'udp', 'udp6', 'raw'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => inodes.has(fields[9] ?? ''))
      // Playwright's own debugging port is on 127.0.0.1.
      .filter((fields) => !/^(0100007F|0{24}01000000|0{16}FFFF00000100007F):/.test(fields[1] ?? '')),
  )
  expect(remote).toEqual([])
})
