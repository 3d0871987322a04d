// The screens about people whose duties change, and units that do, as one piece of code, read when the first of them is opened.
import { Route, Switch } from 'wouter'
import { routes } from '../app/routes.ts'
import { UnitScreen } from '../units/unit-screen.tsx'
import { DutyScreen } from './duty-screen.tsx'
import { HandoverPage } from './handover-page.tsx'

export function DutyArea() {
  return (
    <Switch>
      <Route path="/duties/:staffId">{({ staffId }) => <HandoverPage key={staffId} staffId={staffId} />}</Route>
      <Route path={routes.units}>
        <UnitScreen />
      </Route>
      <Route>
        <DutyScreen />
      </Route>
    </Switch>
  )
}
