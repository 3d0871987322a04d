// The screens of the quality system as one piece of code, read when the first of them is opened (see `qualityPaths` in routes.ts).
import { Route, Switch } from 'wouter'
import { routes } from '../app/routes.ts'
import { DocumentListScreen } from '../documents/document-list-screen.tsx'
import { CompareScreen } from '../processes/compare-screen.tsx'
import { ProcessListScreen } from '../processes/process-list-screen.tsx'

export function QualityArea() {
  return (
    <Switch>
      <Route path={routes.processes}>
        <ProcessListScreen />
      </Route>
      <Route path="/processes/:documentId/compare/:from/:to">
        {({ documentId, from, to }) => <CompareScreen documentId={documentId} from={from} to={to} />}
      </Route>
      <Route path={routes.documents}>
        <DocumentListScreen />
      </Route>
    </Switch>
  )
}
