// The screens about people and units that change, as one piece of code, read when the first of them is opened.
import { Route, Switch } from 'wouter'
import { routes } from '../app/routes.ts'
import { MergeScreen } from '../persons/merge-screen.tsx'
import { UnitScreen } from '../units/unit-screen.tsx'
import { DutyScreen } from './duty-screen.tsx'
import { HandoverPage } from './handover-page.tsx'

export function DutyArea() {
  return (
    <Switch>
      <Route path="/duties/:staffId">{({ staffId }) => <HandoverPage key={staffId} staffId={staffId} />}</Route>
      <Route path={routes.duplicates}>
        <MergeScreen />
      </Route>
      <Route path={routes.units}>
        <UnitScreen />
      </Route>
      <Route>
        <DutyScreen />
      </Route>
    </Switch>
  )
}
