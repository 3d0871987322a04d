// The page: renderer/ into out/renderer.
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { listBundledPackages } from './build/package/bundled-packages.ts'

/** The pieces of the page's code in the order in which they are read, each by the files that it is asked for by. */
const pieces: Readonly<Record<string, readonly string[]>> = {
  first: ['main.tsx'],
  inside: ['app/inside.ts', 'ui/toast-region.tsx', 'ui/tooltip-popup.tsx', 'training/training-dialogs.tsx'],
  further: ['app/further.ts'],
  quality: ['quality/quality-area.tsx'],
}

interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null
}

/** What a piece cannot run without. */
function belowOf(entries: readonly string[], graph: Graph): ReadonlySet<string> {
  const found = new Set(entries.map((file) => join(import.meta.dirname, 'renderer', file)))
  for (const id of found) for (const below of graph.getModuleInfo(id)?.importedIds ?? []) found.add(below)
  return found
}

/** The piece that a module belongs to, the first that needs it: so each is one file, and nothing is read before it is needed. */
function pieceOf(): (id: string, graph: Graph) => string | null {
  const belows = new Map<string, ReadonlySet<string>>()
  return (id, graph) => {
    for (const [name, entries] of Object.entries(pieces)) {
      const below = belows.get(name) ?? belowOf(entries, graph)
      belows.set(name, below)
      if (below.has(id)) return name
    }
    return null
  }
}

export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react(), listBundledPackages('renderer')],
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    assetsInlineLimit: 0,
    sourcemap: true,
    // One sheet, so that the order of its rules does not follow the order in which screens are read.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: pieceOf() }] } } },
  },
})
