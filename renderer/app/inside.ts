// The frame of a signed-in person with the screens that a start usually begins with, as one piece of code: read while the person types the
// password. Smaller pieces were slower, since each one is a question to the main process.
import '../texts-vi.ts'

export { Shell } from './shell.tsx'
