// The screens about people whose duties change as one piece of code, read when the first of them is opened.
import { Route, Switch } from 'wouter'
import { DutyScreen } from './duty-screen.tsx'
import { HandoverPage } from './handover-page.tsx'

export function DutyArea() {
  return (
    <Switch>
      <Route path="/duties/:staffId">{({ staffId }) => <HandoverPage key={staffId} staffId={staffId} />}</Route>
      <Route>
        <DutyScreen />
      </Route>
    </Switch>
  )
}
