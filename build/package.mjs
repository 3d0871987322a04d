// `npm run package`: makes the product for this system in dist/. Linux: the folder and the deb. `-- --installers` adds what needs the
// network and this system's own tools: MSI and NSIS on Windows, DMG on macOS, AppImage on Linux; the release workflow does so.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { buildIfStale } from './application.mjs'
import { ensureWindowTools, entry, root, toolEnvironment } from './setup.mjs'

await entry(async () => {
  const tools = await ensureWindowTools()
  const env = toolEnvironment(tools)
  buildIfStale(env)
  // In a child on Node 24: electron-builder needs a newer Node than the system's.
  const child = spawnSync(tools.node, [join(root, 'build', 'package', 'make.mjs'), ...process.argv.slice(2)], {
    cwd: root,
    env,
    stdio: 'inherit',
  })
  return child.status ?? 1
})
