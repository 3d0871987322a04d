// A screen whose code is read apart from the page's first. Once it is there it is drawn at once, without the empty frame that
// React.lazy shows even for code that has been read.
import { type ComponentType, lazy, useState } from 'react'

export function lazyScreen<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let known: ComponentType<Props> | undefined
  const read = async () => {
    known ??= await load()
    return { default: known }
  }
  const Waiting = lazy(read) as unknown as ComponentType<Props>
  function Screen(props: Props) {
    // Chosen once for as long as the screen stands: another choice later would begin it anew and lose what was typed.
    const [Chosen] = useState<ComponentType<Props>>(() => known ?? Waiting)
    return <Chosen {...props} />
  }
  /** Reads the code ahead of need. */
  const preload = async (): Promise<void> => {
    await read()
  }
  return Object.assign(Screen, { preload })
}
