// The frame of a signed-in person: brand and office, navigation, the current screen, and what works everywhere (Ctrl+N, Ctrl+K,
// F1, Ctrl+L). Remembers the last screen of each person.
import { useQuery } from '@tanstack/react-query'
import {
  Archive,
  ArchiveRestore,
  BadgeCheck,
  BookKey,
  BookOpen,
  BookOpenCheck,
  BookText,
  Boxes,
  CalendarClock,
  CalendarDays,
  CircleHelp,
  CloudLightning,
  FilePlus2,
  Files,
  FileText,
  Gauge,
  Landmark,
  LayoutDashboard,
  ListTodo,
  Merge,
  Network,
  PackageCheck,
  PackageOpen,
  Pin,
  Printer,
  Scale,
  Search,
  Send,
  Settings,
  ShieldAlert,
  ShieldCheck,
  Stamp,
  Stethoscope,
  Table2,
  UserRoundCog,
  Users,
  Workflow,
} from 'lucide-react'
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Route, Router, Switch, useLocation } from 'wouter'
import { navigate as goTo, useHashLocation } from 'wouter/use-hash-location'
import type { Permission } from '../../electron/api/people.ts'
import { BackupFailureBanner, BackupMark } from '../backup/backup-alert.tsx'
import { BoardScreen } from '../cases/board-screen.tsx'
import { CaseListScreen } from '../cases/case-list-screen.tsx'
import { useReceiptScanner } from '../cases/use-receipt-scanner.ts'
import { api } from '../client.ts'
import { applyRememberedAppearance } from '../people/appearance.ts'
import { UserMenu } from '../people/user-menu.tsx'
import { PaperQuestions } from '../print/paper-questions.tsx'
import { ReadingLink } from '../readings/reading-link.tsx'
import { TrainingBand } from '../training/training-band.tsx'
import { Button } from '../ui/button.tsx'
import { Icon, type IconType } from '../ui/icon.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { UpdateFound } from '../update/update-found.tsx'
import { BrandMark } from './brand-mark.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import {
  BackupScreen,
  CalendarScreen,
  CasePage,
  CommandSearch,
  DiagnosticsScreen,
  HelpScreen,
  IntakeScreen,
  OfficeScreen,
  ProcedureListScreen,
  ProcedurePage,
  ReceiptDialog,
  readFurther,
  ShortcutSheet,
  StaffScreen,
  StubKeyInScreen,
  StubScreen,
  UpdateScreen,
  WorkScreen,
} from './further-screens.ts'
import { lazyPart } from './lazy-screen.tsx'
import { guardedNavigation } from './leave-guard.ts'
import { archivePaths, bundlePaths, dutyPaths, hubPaths, paperPaths, personalPaths, qualityPaths, routes } from './routes.ts'
import { useSession, useStatus } from './session.tsx'
import { whenQuiet } from './when-quiet.ts'

interface Place {
  readonly id:
    | 'board'
    | 'intake'
    | 'cases'
    | 'work'
    | 'register'
    | 'prints'
    | 'forms'
    | 'originals'
    | 'oldFiles'
    | 'intakeRows'
    | 'stubs'
    | 'looks'
    | 'lostDevice'
    | 'retention'
    | 'bundles'
    | 'procedures'
    | 'calendar'
    | 'processes'
    | 'documents'
    | 'toRead'
    | 'toRecall'
    | 'laws'
    | 'conformity'
    | 'disclosure'
    | 'packs'
    | 'system'
    | 'hub'
    | 'duties'
    | 'units'
    | 'duplicates'
    | 'staff'
    | 'office'
    | 'backups'
    | 'update'
    | 'help'
    | 'diagnostics'
  readonly icon: IconType
  readonly needs?: Permission
  readonly shortcut?: string
}

const places: readonly Place[] = [
  { id: 'board', icon: LayoutDashboard },
  { id: 'intake', icon: FilePlus2, needs: 'case.receive', shortcut: 'Ctrl+N' },
  { id: 'work', icon: ListTodo },
  { id: 'cases', icon: Files },
  { id: 'register', icon: BookText },
  { id: 'prints', icon: Printer },
  { id: 'oldFiles', icon: ArchiveRestore },
  { id: 'procedures', icon: BookOpen },
  { id: 'calendar', icon: CalendarDays },
  { id: 'hub', icon: Landmark, needs: 'case.read' },
]
/** Drawn by QualityArea, where each of them has its screens. */
const qualityPlaces: readonly Place[] = [
  { id: 'system', icon: Gauge, needs: 'document.read' },
  { id: 'processes', icon: Workflow, needs: 'document.read' },
  { id: 'documents', icon: FileText, needs: 'document.read' },
  { id: 'laws', icon: Scale, needs: 'document.read' },
  { id: 'conformity', icon: BadgeCheck, needs: 'document.read' },
  { id: 'disclosure', icon: Pin, needs: 'document.read' },
  { id: 'packs', icon: Boxes, needs: 'document.read' },
]
const officePlaces: readonly Place[] = [
  { id: 'staff', icon: Users, needs: 'staff.manage' },
  { id: 'office', icon: Settings },
  { id: 'forms', icon: Stamp },
  { id: 'bundles', icon: Send, needs: 'bundle.exchange' },
  { id: 'backups', icon: Archive, needs: 'backup.create' },
  { id: 'update', icon: PackageCheck, needs: 'program.update' },
  { id: 'help', icon: CircleHelp },
]
/** Found by Ctrl+K and from the screen that it belongs to. */
const furtherPlaces: readonly Place[] = [
  { id: 'intakeRows', icon: Table2, needs: 'case.receive' },
  { id: 'stubs', icon: CloudLightning, needs: 'case.receive' },
  { id: 'originals', icon: BookKey },
  { id: 'duties', icon: UserRoundCog },
  { id: 'units', icon: Network, needs: 'office.configure' },
  { id: 'duplicates', icon: Merge, needs: 'person.merge' },
  { id: 'looks', icon: ShieldCheck, needs: 'personal.audit' },
  { id: 'lostDevice', icon: ShieldAlert },
  { id: 'retention', icon: CalendarClock, needs: 'retention.manage' },
  { id: 'toRead', icon: BookOpenCheck, needs: 'document.read' },
  { id: 'toRecall', icon: PackageOpen, needs: 'document.read' },
  { id: 'diagnostics', icon: Stethoscope },
]

/** What belongs to the office's own data or to the program; training mode has neither. */
const notInTraining: readonly Place['id'][] = ['bundles', 'backups', 'update', 'diagnostics']

/** The one place that an address belongs to: the longest that it begins with (`/documents/reading` is none of `/documents`). */
function placeOf(location: string): Place['id'] | undefined {
  const all = [...places, ...qualityPlaces, ...officePlaces, ...furtherPlaces]
  const fitting = all.filter(({ id }) => location === routes[id] || (id !== 'board' && location.startsWith(`${routes[id]}/`)))
  return fitting.toSorted((one, other) => routes[other.id].length - routes[one.id].length)[0]?.id
}

const PaperArea = lazyPart(() => import('../forms/paper-area.tsx')).screen((part) => part.PaperArea)
const QualityArea = lazyPart(() => import('../quality/quality-area.tsx')).screen((part) => part.QualityArea)

const ArchiveArea = lazyPart(() => import('../archive/archive-area.tsx')).screen((part) => part.ArchiveArea)
const DutyArea = lazyPart(() => import('../duties/duty-area.tsx')).screen((part) => part.DutyArea)

const HubArea = lazyPart(() => import('../hub/hub-area.tsx')).screen((part) => part.HubArea)
const BundleArea = lazyPart(() => import('../bundles/bundle-area.tsx')).screen((part) => part.BundleArea)
const PersonalArea = lazyPart(() => import('../personal/personal-area.tsx')).screen((part) => part.PersonalArea)

const IntakeRowsScreen = lazyPart(() => import('../intake-rows/intake-rows-screen.tsx')).screen((part) => part.IntakeRowsScreen)

const lastScreenKey = 'app.lastScreen'

/** Waits for the person's remembered choices, so that the first picture is the right one. */
export function Shell() {
  const preferences = useQuery({ queryKey: ['people.getPreferences'], queryFn: () => api.people.getPreferences({}) })
  useEffect(() => {
    if (preferences.data) applyRememberedAppearance(preferences.data)
  }, [preferences.data])
  useEffect(() => {
    // Going back over an address whose part before the # changed is told by `popstate` alone, and the router listens to `hashchange`.
    const tell = () => window.dispatchEvent(new Event('hashchange'))
    window.addEventListener('popstate', tell)
    return () => window.removeEventListener('popstate', tell)
  }, [])
  if (preferences.isPending) return null
  return (
    <Router hook={useHashLocation} aroundNav={guardedNavigation}>
      <ShellFrame lastScreen={preferences.data?.[lastScreenKey] ?? routes.board} />
    </Router>
  )
}

function ShellFrame({ lastScreen }: { lastScreen: string }) {
  const { t } = useTranslation('common')
  const { permissions } = useSession()
  const { officeName, isTraining, update } = useStatus()
  // Before the address is read, so that no other screen is drawn and asked for first; what is remembered later moves nobody.
  useState(() => goTo(lastScreen, { replace: true }))
  const [location, navigate] = useLocation()
  const [isSearching, setSearching] = useState(false)
  const [showsShortcuts, setShowsShortcuts] = useState(false)
  const [receipt, setReceipt] = useState<string | null>(null)
  const may = ({ id, needs }: Place) => (!needs || permissions.includes(needs)) && !(isTraining && notInTraining.includes(id))
  const open = (caseId: string) => navigate(routes.case(caseId))

  // A double click on an update file asks for its screen.
  useEffect(() => {
    if (update.isFileOpened) navigate(routes.update)
  }, [update.isFileOpened, navigate])
  useEffect(() => {
    void api.people.setPreference({ key: lastScreenKey, value: location })
  }, [location])
  useEffect(() => whenQuiet(() => void readFurther()), [])
  // Of a trust list that was given out meanwhile the bundles' own questions tell: this one begins like them.
  const [isQuiet, setQuiet] = useState(false)
  useEffect(() => whenQuiet(() => setQuiet(true)), [])
  const province = useQuery({ queryKey: ['bundles', 'province'], queryFn: () => api.hub.getState({}), enabled: isQuiet })
  const isShown = ({ id }: Place) => id !== 'hub' || province.data?.isProvince === true
  useReceiptScanner({ onCase: open, enabled: location !== routes.intake && location !== routes.keyIn })
  // `?` ends what the screen before was asked for: a list's filter, a procedure to receive.
  useShortcut('app.intake', 'Ctrl+N', () => navigate(`${routes.intake}?`), {
    labelKey: 'common:shortcut.intake',
    scope: 'app',
    enabled: permissions.includes('case.receive'),
  })
  useShortcut('app.search', 'Ctrl+K', () => setSearching(true), { labelKey: 'common:shortcut.search', scope: 'app' })
  useShortcut('app.shortcuts', 'F1', () => setShowsShortcuts(true), { labelKey: 'common:shortcut.help', scope: 'app' })
  useShortcut('app.lock', 'Ctrl+L', () => void api.people.lock({}), { labelKey: 'common:shortcut.lock', scope: 'app' })

  const link = ({ id, icon, shortcut }: Place): ReactNode => {
    const isHere = id === placeOf(location)
    return (
      <Link key={id} href={`${routes[id]}?`} className="shell-link" aria-current={isHere ? 'page' : undefined}>
        <Icon of={icon} />
        <span className="shell-link-text">{t(`place.${id}`)}</span>
        {shortcut && <Kbd keys={shortcut} />}
        {id === 'backups' && <BackupMark />}
      </Link>
    )
  }

  const actions = [...places, ...qualityPlaces, ...officePlaces, ...furtherPlaces]
    .filter(may)
    .map(({ id, icon }) => ({ id, icon, label: t(`place.${id}`), run: () => navigate(`${routes[id]}?`) }))

  return (
    <div className="shell">
      <header className="shell-head">
        <span className="shell-brand">
          <BrandMark className="shell-mark" />
          {t('productName')}
        </span>
        {isTraining ? <TrainingBand /> : <span className="shell-office">{officeName}</span>}
        <Button variant="quiet" icon={Search} shortcut="Ctrl+K" onClick={() => setSearching(true)}>
          {t('search')}
        </Button>
        <UserMenu />
      </header>
      <nav className="shell-nav" aria-label={t('navigation')}>
        {places.filter((place) => may(place) && isShown(place)).map(link)}
        {qualityPlaces.some(may) && (
          <>
            <p className="shell-heading">{t('qualitySystem')}</p>
            {qualityPlaces.filter(may).map(link)}
            <ReadingLink />
          </>
        )}
        <div className="shell-gap" />
        {officePlaces.filter(may).map(link)}
      </nav>
      <div className="shell-main">
        <UpdateFound />
        <BackupFailureBanner />
        <PaperQuestions />
        <div className="shell-content">
          <ErrorBoundary key={location}>
            <Suspense fallback={null}>
              <Switch>
                <Route path={routes.board}>
                  <BoardScreen />
                </Route>
                <Route path={routes.intake}>
                  <IntakeScreen onReceived={({ caseId, print }) => print && setReceipt(caseId)} />
                </Route>
                <Route path={routes.intakeRows}>
                  <IntakeRowsScreen />
                </Route>
                <Route path={routes.stubs}>
                  <StubScreen />
                </Route>
                <Route path={routes.keyIn}>
                  <StubKeyInScreen />
                </Route>
                <Route path={routes.cases}>
                  <CaseListScreen />
                </Route>
                <Route path={routes.work}>
                  <WorkScreen />
                </Route>
                <Route path="/cases/:caseId">{({ caseId }) => <CasePage key={caseId} caseId={caseId} />}</Route>
                <Route path={routes.procedures}>
                  <ProcedureListScreen />
                </Route>
                <Route path="/procedures/:procedureId">
                  {({ procedureId }) => <ProcedurePage key={procedureId} procedureId={procedureId} />}
                </Route>
                <Route path={routes.calendar}>
                  <CalendarScreen />
                </Route>
                <Route path={paperPaths}>
                  <PaperArea />
                </Route>
                <Route path={archivePaths}>
                  <ArchiveArea />
                </Route>
                <Route path={dutyPaths}>
                  <DutyArea />
                </Route>
                <Route path={personalPaths}>
                  <PersonalArea />
                </Route>
                <Route path={hubPaths}>
                  <HubArea />
                </Route>
                <Route path={bundlePaths}>
                  <BundleArea />
                </Route>
                <Route path={qualityPaths}>
                  <QualityArea />
                </Route>
                <Route path={routes.staff}>
                  <StaffScreen />
                </Route>
                <Route path={routes.office}>
                  <OfficeScreen />
                </Route>
                <Route path={routes.backups}>
                  <BackupScreen />
                </Route>
                <Route path={routes.update}>
                  <UpdateScreen />
                </Route>
                <Route path={routes.help}>
                  <HelpScreen />
                </Route>
                <Route path={routes.diagnostics}>
                  <DiagnosticsScreen />
                </Route>
                <Route>
                  <BoardScreen />
                </Route>
              </Switch>
            </Suspense>
          </ErrorBoundary>
        </div>
      </div>
      <Suspense fallback={null}>
        {isSearching && <CommandSearch onClose={() => setSearching(false)} actions={actions} />}
        {showsShortcuts && <ShortcutSheet onClose={() => setShowsShortcuts(false)} />}
        {receipt && <ReceiptDialog caseId={receipt} onClose={() => setReceipt(null)} />}
      </Suspense>
    </div>
  )
}
