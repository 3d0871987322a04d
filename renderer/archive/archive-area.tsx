// The screens of old paper files and of kept originals as one piece of code, read when the first of them is opened.
import { Route, Switch } from 'wouter'
import { routes } from '../app/routes.ts'
import { HeldScreen } from '../originals/held-screen.tsx'
import { OldFileScreen } from './old-file-screen.tsx'

export function ArchiveArea() {
  return (
    <Switch>
      <Route path={routes.originals}>
        <HeldScreen />
      </Route>
      <Route>
        <OldFileScreen />
      </Route>
    </Switch>
  )
}
