// The screens of bundles and of trust as one piece of code, read when the first of them is opened.
import { Route, Switch } from 'wouter'
import { routes } from '../app/routes.ts'
import { BundleScreen } from './bundle-screen.tsx'
import { ClashScreen } from './clash-screen.tsx'
import { TrustScreen } from './trust-screen.tsx'

export function BundleArea() {
  return (
    <Switch>
      <Route path={routes.trust}>
        <TrustScreen />
      </Route>
      <Route path={routes.clashes}>
        <ClashScreen />
      </Route>
      <Route>
        <BundleScreen />
      </Route>
    </Switch>
  )
}
