// The page: renderer/ into out/renderer.
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { listBundledPackages } from './build/package/bundled-packages.ts'

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
  },
})
