// The screens of the quality system as one piece of code, read when the first of them is opened (see `qualityPaths` in routes.ts).
import { Route, Switch } from 'wouter'
import { routes } from '../app/routes.ts'
import { ConformityScreen } from '../conformity/conformity-screen.tsx'
import { InstrumentPage } from '../conformity/instrument/instrument-page.tsx'
import { ListPage } from '../conformity/lists/list-page.tsx'
import { ActivitiesScreen } from '../conformity/scope/activities-screen.tsx'
import { ScopeScreen } from '../conformity/scope/scope-screen.tsx'
import { ConversionPage } from '../conversion/conversion-page.tsx'
import { RecallScreen } from '../copies/recall-screen.tsx'
import { DisclosureScreen } from '../disclosure/disclosure-screen.tsx'
import { DocumentListScreen } from '../documents/document-list-screen.tsx'
import { TextEditor } from '../documents/text-editor.tsx'
import { TextPage } from '../documents/text-page.tsx'
import { LawListScreen } from '../laws/law-list-screen.tsx'
import { LawPage } from '../laws/law-page.tsx'
import { MakePackScreen } from '../packs/make-pack-screen.tsx'
import { PackKeysScreen } from '../packs/pack-keys-screen.tsx'
import { PackListScreen } from '../packs/pack-list-screen.tsx'
import { PackPage } from '../packs/pack-page.tsx'
import { CompareScreen } from '../processes/compare-screen.tsx'
import { EditorScreen } from '../processes/editor/editor-screen.tsx'
import { ProcessListScreen } from '../processes/process-list-screen.tsx'
import { ProcessPage } from '../processes/process-page.tsx'
import { ToReadScreen } from '../readings/to-read-screen.tsx'
import { SystemScreen } from '../system/system-screen.tsx'

export function QualityArea() {
  return (
    <Switch>
      <Route path={routes.processes}>
        <ProcessListScreen />
      </Route>
      <Route path="/processes/:documentId/compare/:from/:to">
        {({ documentId, from, to }) => <CompareScreen documentId={documentId} from={from} to={to} />}
      </Route>
      <Route path="/processes/:documentId/versions/:versionId/edit">
        {({ documentId, versionId }) => <EditorScreen key={versionId} documentId={documentId} versionId={versionId} />}
      </Route>
      <Route path="/processes/:documentId/*?">
        {({ documentId }) => <ProcessPage key={documentId} documentId={documentId} />}
      </Route>
      <Route path={routes.system}>
        <SystemScreen />
      </Route>
      <Route path={routes.disclosure}>
        <DisclosureScreen />
      </Route>
      <Route path={routes.conformity}>
        <ConformityScreen />
      </Route>
      <Route path={routes.scope}>
        <ScopeScreen />
      </Route>
      <Route path={routes.activities}>
        <ActivitiesScreen />
      </Route>
      <Route path="/conformity/instruments/:instrumentId">
        {({ instrumentId }) => <InstrumentPage key={instrumentId} instrumentId={instrumentId} />}
      </Route>
      <Route path="/conformity/conversions/:conversionId">
        {({ conversionId }) => <ConversionPage key={conversionId} conversionId={conversionId} />}
      </Route>
      <Route path="/conformity/lists/:listId">{({ listId }) => <ListPage key={listId} listId={listId} />}</Route>
      <Route path={routes.documents}>
        <DocumentListScreen />
      </Route>
      <Route path={routes.toRecall}>
        <RecallScreen />
      </Route>
      <Route path={routes.toRead}>
        <ToReadScreen />
      </Route>
      <Route path="/documents/:documentId/versions/:versionId/edit">
        {({ documentId, versionId }) => <TextEditor key={versionId} documentId={documentId} versionId={versionId} />}
      </Route>
      <Route path={routes.packs}>
        <PackListScreen />
      </Route>
      <Route path={routes.newPack}>
        <MakePackScreen />
      </Route>
      <Route path={routes.packKeys}>
        <PackKeysScreen />
      </Route>
      <Route path="/packs/:packId">{({ packId }) => <PackPage key={packId} packId={packId} />}</Route>
      <Route path={routes.laws}>
        <LawListScreen />
      </Route>
      <Route path="/laws/:lawId">{({ lawId }) => <LawPage key={lawId} lawId={lawId} />}</Route>
      <Route path="/documents/:documentId">{({ documentId }) => <TextPage key={documentId} documentId={documentId} />}</Route>
    </Switch>
  )
}
