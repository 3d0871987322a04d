// The main process and the database worker (--mode main) and the preload script (--mode preload), each one CommonJS file.
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type Plugin, type UserConfig } from 'vite'
import { listBundledPackages } from './build/package/bundled-packages.ts'
import { readContract } from './electron/api/contract.ts'
import { formFonts } from './electron/print/fonts.ts'

/** Form fonts lie where the print protocol serves them from. */
const copyFormFonts = (): Plugin => ({
  name: 'copy-form-fonts',
  closeBundle() {
    const target = join(import.meta.dirname, 'out', 'fonts')
    mkdirSync(target, { recursive: true })
    for (const file of formFonts)
      cpSync(join(import.meta.dirname, 'node_modules/@fontsource/tinos/files', file), join(target, file))
  },
})

export default defineConfig(async ({ mode }): Promise<UserConfig> => {
  const callNames = [...(await readContract()).keys()]
  const isPreload = mode === 'preload'
  const input: Record<string, string> = isPreload
    ? { preload: 'electron/preload.ts' }
    : { entry: 'electron/entry.ts', worker: 'electron/worker/main.ts' }
  return {
    plugins: isPreload ? [listBundledPackages(mode)] : [listBundledPackages(mode, ['@fontsource/tinos']), copyFormFonts()],
    define: { __CALL_NAMES__: JSON.stringify(callNames) },
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: true,
      outDir: isPreload ? 'out/preload' : 'out/main',
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      sourcemap: true,
      rollupOptions: {
        input,
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs', comments: false },
      },
    },
  }
})
