// Files as they lie on the disk. Electron's own `fs` shows an .asar archive as a folder: a program could then neither be written
// nor removed whole.
import { createRequire } from 'node:module'

const name = process.versions.electron ? 'original-fs' : 'node:fs'
export const realFs = createRequire(import.meta.url)(name) as typeof import('node:fs')
