// Whatever people type is text. A marked piece of HTML goes into every field of every screen and, saved, comes back on every screen
// and on paper: it must never become an element, run, or reach the log; and all the while nothing is asked of a network.
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { type App, administrator, startApp } from './app.ts'

const mark = 'MARK7731'
const attack = `${mark}<img src=x onerror="window.attacked=1"><script>window.attacked=1</script>{{{x}}}`
let app: App
const netLog = join(mkdtempSync(join(tmpdir(), 'motcua-net-')), 'net-log.json')
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  app = await startApp({ switches: [`--log-net-log=${netLog}`] })
  await app.setUp()
})

/** No element and no run has come of the text. */
async function expectHarmless(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    ran: 'attacked' in window,
    elements: document.querySelectorAll('img[src="x"], img[onerror], body script:not([src])').length,
  }))
  expect(found).toEqual({ ran: false, elements: 0 })
}

/** Types the attack into every text field that is shown; fields that take only other things say so and stay harmless as well. */
async function attackFields(within: Page | Locator): Promise<number> {
  const fields = within.locator(
    'input:not([type=checkbox]):not([type=radio]):not([type=file]):not([disabled]):not([readonly]), textarea:not([disabled])',
  )
  let count = 0
  for (const field of await fields.all()) {
    if (!(await field.isVisible()) || !(await field.isEditable())) continue
    await field.fill(attack, { timeout: 2_000 }).catch(() => field.pressSequentially(attack, { timeout: 5_000 }))
    count += 1
  }
  return count
}

/** Whether the mark is read somewhere, as text or in a field. */
const shows = (page: Page) =>
  page.evaluate(
    (word) =>
      document.body.innerText.includes(word) ||
      [...document.querySelectorAll<HTMLInputElement>('input, textarea')].some(({ value }) => value.includes(word)),
    mark,
  )

const open = async (name: string) => {
  await app.page
    .getByRole('navigation', { name: 'Màn hình' })
    .getByRole('link')
    .filter({ has: app.page.getByText(name, { exact: true }) })
    .click()
  await expect(app.page.getByRole('heading', { level: 1 })).toBeVisible()
}

test('in every field of every screen it stays text', async () => {
  const { page } = app
  const places = await page.getByRole('navigation', { name: 'Màn hình' }).getByRole('link').allInnerTexts()
  expect(places.length).toBeGreaterThanOrEqual(9)
  let fields = 0
  for (const place of places) {
    await open(place.split('\n')[0] ?? '')
    fields += await attackFields(page.getByRole('main').or(page.locator('.shell-content')).first())
    await page.waitForTimeout(300)
    await expectHarmless(page)
    await page.keyboard.press('Escape')
  }
  expect(fields).toBeGreaterThan(20)
  await page.keyboard.press('Control+k')
  await attackFields(page.getByRole('dialog'))
  await expectHarmless(page)
  await page.keyboard.press('Escape')
})

test('saved with a person, an office, a case and a code, it stays text on every screen and on paper', async () => {
  const { page } = app
  const caseId = await page.evaluate(async (text) => {
    const { motcua } = window
    const taken = <Value>(reply: { ok: true; value: Value } | { ok: false; error: unknown }): Value => {
      if (!reply.ok) throw new Error(JSON.stringify(reply.error))
      return reply.value
    }
    const office = taken(await motcua.people.getOffice({}))
    taken(
      await motcua.people.changeOffice({
        ...office.settings,
        deskName: text.slice(0, 150),
        governingBody: text.slice(0, 150),
        place: text.slice(0, 100),
      }),
    )
    taken(
      await motcua.people.addStaff({
        fullName: text.slice(0, 100),
        positionTitle: text.slice(0, 100),
        roles: ['viewer'],
        signInName: 'tan.cong',
        password: 'mat-khau-moi',
      }),
    )
    const procedures = taken(await motcua.procedures.list({ query: 'khai sinh', field: null, limit: 1 }))
    const person = {
      kind: 'citizen',
      fullName: text.slice(0, 150),
      idKind: 'none',
      idNumber: '',
      birthDate: '',
      sex: '',
      phone: '',
      email: '',
      address: text,
      cardAddress: text,
      taxNumber: '',
      representative: '',
    } as const
    const id = crypto.randomUUID()
    taken(
      await motcua.cases.receive({
        caseId: id,
        procedureId: procedures.rows[0]?.id ?? '',
        receivedAt: null,
        components: [{ name: text, originals: 1, certified: 0, copies: 0, note: text.slice(0, 100) }],
        applicantId: null,
        applicant: person,
        submitter: { person, authorisation: text.slice(0, 100) },
        collector: null,
        summary: text,
        note: text,
        channel: 'inPerson',
        returnMethod: 'desk',
        returnPlace: text.slice(0, 100),
        setCount: 1,
        book: '',
        serial: null,
        manualDueAt: null,
        variant: null,
      }),
    )
    return id
  }, attack)

  await page.reload() // what the screens have read before is old
  for (const place of ['Hồ sơ', 'Cán bộ', 'Cơ quan']) {
    await open(place)
    await expect.poll(() => shows(page)).toBe(true)
    await expectHarmless(page)
  }
  await page.evaluate((id) => {
    window.location.hash = `#/cases/${id}`
  }, caseId)
  await expect(page.getByRole('heading', { name: mark })).toBeVisible()
  await expectHarmless(page)
  await page.keyboard.press('Control+p')
  const paper = page.frameLocator('iframe')
  await expect(paper.getByText(mark).first()).toBeVisible()
  const onPaper = await paper.locator('body').evaluate((body) => ({
    elements: body.querySelectorAll('script, img[onerror], img[src="x"], iframe, object, embed, link').length,
    shown: body.textContent?.includes('<img src=x onerror=') ?? false,
    ran: 'attacked' in window,
  }))
  expect(onPaper).toEqual({ elements: 0, shown: true, ran: false })
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+l')
  await expect(page.getByText('Màn hình đang khóa').first()).toBeVisible()
  await expectHarmless(page)
})

test('neither the log nor a file name holds it, nor the administrator, nor the office', async () => {
  await app.stop()
  const logs = join(app.folder, 'logs')
  const texts = readdirSync(logs).map((name) => readFileSync(join(logs, name), 'utf8'))
  expect(texts.join('').length).toBeGreaterThan(0)
  for (const word of [mark, administrator.fullName, administrator.signInName, administrator.password, 'Thuận Hóa']) {
    expect(texts.join('\n')).not.toContain(word)
  }
})

test('Chromium itself has asked for no name, opened no connection and loaded nothing from elsewhere', async () => {
  const { constants, events } = JSON.parse(readFileSync(netLog, 'utf8')) as {
    constants: { logEventTypes: Record<string, number> }
    events: Array<{ type: number; params?: { url?: string; host?: string; address?: string } }>
  }
  const kinds = ['URL_REQUEST_START_JOB', 'HOST_RESOLVER_MANAGER_REQUEST', 'TCP_CONNECT_ATTEMPT', 'UDP_CONNECT', 'SSL_CONNECT']
  const known = kinds.map((kind) => constants.logEventTypes[kind]).filter((kind) => kind !== undefined)
  expect(known.length).toBeGreaterThanOrEqual(3)
  expect(events.length).toBeGreaterThan(0)
  const asked = events
    .filter(({ type }) => known.includes(type))
    .map(({ params }) => params?.url ?? params?.host ?? params?.address ?? '?')
  expect(asked.filter((address) => !/^(motcua|data|blob|devtools|chrome):/.test(address))).toEqual([])
})
