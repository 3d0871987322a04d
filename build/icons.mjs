// `npm run icons`: makes the icon files in resources/icons anew from the drawings there (see build/icons/main.cjs).
import { join } from 'node:path'
import { withDisplay } from './display.mjs'
import { ensureWindowTools, entry, root, run } from './setup.mjs'

await entry(async () => {
  const { electron } = await ensureWindowTools()
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return withDisplay(process.env, (env) => run(electron, [...sandbox, join(root, 'build', 'icons')], { env }))
})
