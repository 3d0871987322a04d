// The citizen's screen: shown, put away, cleared.
import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import type { CitizenScreen } from '../citizen-screen.ts'
import type { MainHandlers } from '../router.ts'
import type { InternalCalls } from '../worker/protocol.ts'

export interface CitizenCallParts {
  readonly citizen: CitizenScreen
  /** The folder `resources`. */
  readonly resources: string
  readonly getWindow: () => BrowserWindow
  readonly getCase: (caseId: string | null) => Promise<InternalCalls['internal.getCitizenCase']['output']>
}

export function makeCitizenHandlers(parts: CitizenCallParts): Pick<MainHandlers, 'citizen.toggle' | 'citizen.clear'> {
  const { citizen, resources, getWindow, getCase } = parts
  return {
    'citizen.toggle': async ({ shown }) => {
      const key = shown.kind === 'case' ? shown.caseId : 'intake'
      if (citizen.isShowing(key)) {
        citizen.close()
        return { isShown: false }
      }
      const turn = citizen.begin()
      const { office, isTraining, shown: kept } = await getCase(shown.kind === 'case' ? shown.caseId : null)
      const { renderCitizenPage } = await import('../print/citizen-page.ts') // with its libraries: the start goes without them
      const page = (one: Parameters<typeof renderCitizenPage>[2]) => ({
        paper: renderCitizenPage(join(resources, 'citizen-screen'), office, one),
        isTraining,
      })
      const mine = page(shown.kind === 'case' ? kept : { ...shown, received: null })
      return { isShown: await citizen.show(turn, key, mine, page(null), getWindow()) }
    },
    'citizen.clear': async () => {
      citizen.clear()
      return {}
    },
  }
}
