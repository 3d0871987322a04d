// The screens of personal data as one piece of code, read when the first of them is opened.
import { Route, Switch } from 'wouter'
import { routes } from '../app/routes.ts'
import { RetentionScreen } from '../retention/retention-screen.tsx'
import { LooksScreen } from './looks-screen.tsx'
import { LostDeviceScreen } from './lost-device-screen.tsx'
import { PersonPage } from './person-page.tsx'

export function PersonalArea() {
  return (
    <Switch>
      <Route path={routes.looks}>
        <LooksScreen />
      </Route>
      <Route path={routes.retention}>
        <RetentionScreen />
      </Route>
      <Route path={routes.lostDevice}>
        <LostDeviceScreen />
      </Route>
      <Route path="/people/:personId">{({ personId }) => <PersonPage key={personId} personId={personId} />}</Route>
    </Switch>
  )
}
