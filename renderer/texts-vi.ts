// The Vietnamese texts of every screen behind the sign-in, with the code of those screens (app/inside.ts, app/further.ts): the first
// screen would otherwise wait for ten times the texts that it shows.
import { addTexts } from './i18n.ts'

addTexts(
  'vi',
  import.meta.glob(
    ['../resources/locales/vi/*.json', '!../resources/locales/vi/{common,errors,people,training,ui,update}.json'],
    { eager: true, import: 'default' },
  ),
)
