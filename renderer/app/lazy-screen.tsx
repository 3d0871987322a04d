// Screens whose code is read apart from the page's first. Once it is there they are drawn at once, without the empty frame that
// React.lazy shows even for code that has been read.
//   lazyPart(() => import('./part.ts')) → { screen(pick), read() }   `screen` gives the component that `pick` takes from the part,
//                                                                    `read` reads the part ahead of need
// Code that could not be read is asked for again by the next screen that needs it: React.lazy alone would remember the refusal for good.
import { type ComponentType, lazy, useState } from 'react'

export function lazyPart<Part>(load: () => Promise<Part>) {
  let known: Part | undefined
  const read = async (): Promise<Part> => {
    known ??= await load()
    return known
  }
  function screen<Props extends object>(pick: (part: Part) => ComponentType<Props>): ComponentType<Props> {
    let waiting: ComponentType<Props> | undefined
    const wait = () => {
      waiting ??= lazy(async () => {
        try {
          return { default: pick(await read()) }
        } catch (error) {
          waiting = undefined
          throw error
        }
      }) as unknown as ComponentType<Props>
      return waiting
    }
    return function Screen(props) {
      // Chosen once for as long as the screen stands: another choice later would begin it anew and lose what was typed.
      const [Chosen] = useState<ComponentType<Props>>(() => (known ? pick(known) : wait()))
      return <Chosen {...props} />
    }
  }
  return { screen, read }
}
