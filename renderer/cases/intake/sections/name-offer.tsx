// useNameOffer(name): under a person's name that was typed in lower case, the same name with capitals, to be taken with one key or
// left as it is. What stands in the field is never changed unasked: the name is printed as it was written.
import { CaseUpper } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { capitalisedName } from '../../../../db/model/text.ts'
import { Button } from '../../../ui/button.tsx'
import { useShortcut } from '../../../ui/use-shortcuts.ts'
import { type TextPath, useFormField } from '../fields.tsx'
import { useIntake } from '../intake-context.ts'

const keys = 'Alt+H'

/** What to show as the field's hint, once the field was left. */
export function useNameOffer(name: TextPath): ReactNode {
  const { t } = useTranslation('intake')
  const { goTo } = useIntake()
  const { value, onValueChange, isTouched } = useFormField(name)
  const offer = isTouched ? capitalisedName(value) : undefined
  // While several names wait, the keys take the one offered last, then the one before.
  useShortcut(`intake.capitalise ${name}`, keys, () => offer && onValueChange(offer), { enabled: offer !== undefined })
  if (offer === undefined) return undefined
  const take = () => {
    onValueChange(offer)
    goTo(name) // the button goes
  }
  const words = t('person.capitalise', { name: offer })
  return (
    <span className="intake-name-offer">
      <Button size="small" variant="quiet" icon={CaseUpper} shortcut={keys} title={words} onClick={take}>
        <span className="visually-hidden">{words}</span>
        <span aria-hidden>{offer}</span>
      </Button>
    </span>
  )
}
