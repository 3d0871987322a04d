// Addresses of the screens (after the `#`). One place, so that links, shortcuts and the remembered last screen agree.

export const routes = {
  board: '/',
  intake: '/intake',
  intakeRows: '/intake/table',
  stubs: '/stubs',
  keyIn: '/stubs/key-in',
  cases: '/cases',
  case: (caseId: string) => `/cases/${caseId}`,
  work: '/work',
  register: '/register',
  prints: '/prints',
  forms: '/forms',
  form: (formKey: string) => `/forms/${formSlug(formKey)}`,
  originals: '/originals',
  oldFiles: '/old-files',
  person: (personId: string) => `/people/${personId}`,
  looks: '/people/looks',
  retention: '/people/retention',
  bundles: '/bundles',
  trust: '/bundles/trust',
  clashes: '/bundles/clashes',
  lostDevice: '/people/lost-device',
  looksAt: (personId: string) => `/people/looks?${new URLSearchParams({ person: personId })}`,
  procedures: '/procedures',
  procedure: (procedureId: string) => `/procedures/${procedureId}`,
  calendar: '/calendar',
  processes: '/processes',
  compareVersions: (documentId: string, from: string, to: string) => `/processes/${documentId}/compare/${from}/${to}`,
  process: (documentId: string) => `/processes/${documentId}`,
  processEditor: (documentId: string, versionId: string) => `/processes/${documentId}/versions/${versionId}/edit`,
  documents: '/documents',
  toRecall: '/documents/recall',
  toRead: '/documents/reading',
  document: (documentId: string) => `/documents/${documentId}`,
  documentEditor: (documentId: string, versionId: string) => `/documents/${documentId}/versions/${versionId}/edit`,
  laws: '/laws',
  law: (lawId: string) => `/laws/${lawId}`,
  conformity: '/conformity',
  instrument: (instrumentId: string) => `/conformity/instruments/${instrumentId}`,
  conversion: (conversionId: string) => `/conformity/conversions/${conversionId}`,
  procedureList: (listId: string) => `/conformity/lists/${listId}`,
  scope: '/conformity/scope',
  activities: '/conformity/activities',
  disclosure: '/disclosure',
  packs: '/packs',
  newPack: '/packs/new',
  packKeys: '/packs/keys',
  pack: (packId: string) => `/packs/${packId}`,
  system: '/system',
  hub: '/hub',
  hubTake: '/hub/take',
  hubTotals: '/hub/totals',
  hubOffice: (code: string) => `/hub/offices/${encodeURIComponent(code)}`,
  hubCase: (code: string, caseId: string) => `/hub/offices/${encodeURIComponent(code)}/cases/${encodeURIComponent(caseId)}`,
  duties: '/duties',
  handover: (staffId: string) => `/duties/${staffId}`,
  units: '/units',
  duplicates: '/duplicates',
  staff: '/staff',
  office: '/office',
  backups: '/backups',
  update: '/update',
  help: '/help',
  diagnostics: '/help/diagnostics',
} as const

/** A form's key as a part of an address: its own signs would end the part. */
export const formSlug = (formKey: string): string => formKey.replaceAll('/', '~').replaceAll('#', '!')
export const formKeyOf = (slug: string): string => slug.replaceAll('~', '/').replaceAll('!', '#')

/** Every address of the papers' places; their screens are one piece of code. */
export const paperPaths = /^\/(?:register|prints|forms)(?:\/|$)/

/** Every address of the quality system's places: the code of their screens is read when the first of them is opened. */
export const qualityPaths = /^\/(?:processes|documents|laws|conformity|disclosure|packs|system)(?:\/|$)/

/** The addresses of old paper files and of kept originals, whose screens are one piece of code too. */
export const archivePaths = /^\/(?:originals|old-files)(?:\/|$)/

/** The addresses of people and units that change, whose screens are one piece of code. */
export const dutyPaths = /^\/(?:duties|units|duplicates)(?:\/|$)/
/** The addresses of the provincial mode, whose screens are one piece of code. */
export const hubPaths = /^\/hub(?:\/|$)/
/** The addresses of bundles and of trust, whose screens are one piece of code. */
export const bundlePaths = /^\/bundles(?:\/|$)/
/** The addresses of personal data: a person's page, the log of looks. */
export const personalPaths = /^\/people(?:\/|$)/

/** The help, open at a topic of `help.topics`. */
export const helpAddress = (topic: string): string => `${routes.help}?${new URLSearchParams({ topic })}`
