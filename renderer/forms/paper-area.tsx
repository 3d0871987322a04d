// The screens of the papers – register, print log, forms – as one piece of code, read when the first of them is opened (see `paperPaths`
// in routes.ts).
import { Route, Switch } from 'wouter'
import { formKeyOf, routes } from '../app/routes.ts'
import { RegisterScreen } from '../register/register-screen.tsx'
import { FormListScreen } from './form-list-screen.tsx'
import { FormPage } from './form-page.tsx'
import { PrintsScreen } from './prints-screen.tsx'

export function PaperArea() {
  return (
    <Switch>
      <Route path={routes.register}>
        <RegisterScreen />
      </Route>
      <Route path={routes.prints}>
        <PrintsScreen />
      </Route>
      <Route path={routes.forms}>
        <FormListScreen />
      </Route>
      <Route path="/forms/:slug">{({ slug }) => <FormPage key={slug} formKey={formKeyOf(slug)} />}</Route>
    </Switch>
  )
}
