// The page: renderer/ into out/renderer.
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { listBundledPackages } from './build/package/bundled-packages.ts'

/** The pieces of the page's code in the order in which they are read. */
const pieces = ['main.tsx', 'app/inside.ts', 'app/further.ts', 'quality/quality-area.tsx'].map((file) =>
  join(import.meta.dirname, 'renderer', file),
)

interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null
}

/** What a piece cannot run without. */
function belowOf(entry: string, graph: Graph): ReadonlySet<string> {
  const found = new Set([entry])
  for (const id of found) for (const below of graph.getModuleInfo(id)?.importedIds ?? []) found.add(below)
  return found
}

const belows = new Map<string, ReadonlySet<string>>()

/** The piece that a module belongs to, the first that needs it: so each is one file, and nothing is read before it is needed. */
function pieceOf(id: string, graph: Graph): string | null {
  for (const piece of pieces) {
    const below = belows.get(piece) ?? belowOf(piece, graph)
    belows.set(piece, below)
    if (below.has(id)) return piece.replace(/.*[\\/]([\w-]+)\.\w+$/, '$1')
  }
  return null
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
    rolldownOptions: { output: { codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: pieceOf }] } } },
  },
})
