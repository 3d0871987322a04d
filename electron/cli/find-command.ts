// Tells the installed program's two uses apart by its arguments alone: a window, or a command on the terminal.
import { commandOptions } from './options.ts'

const ownSwitches: ReadonlySet<string> = new Set([
  '--help',
  '--version',
  ...Object.keys(commandOptions).map((name) => `--${name}`),
])
const isForeignSwitch = (argument: string): boolean =>
  argument.startsWith('--') && !ownSwitches.has(argument.split('=', 1)[0] ?? '')

/**
 * The command among the program's arguments, or undefined when a window is wanted. A command begins with a plain word, which no
 * file that the system hands over can look like: those come with their folder and their extension. One of our own options without a
 * command, and a single letter after a dash, were typed on a terminal too: they are answered there, be it with the right usage.
 * @param args what follows the program's name; switches of Chromium may stand before the command
 */
export function findCommand(args: readonly string[]): readonly string[] | undefined {
  const start = args.findIndex((argument) => !isForeignSwitch(argument))
  const first = args[start]
  return first !== undefined && /^([a-z][a-z-]*|--.+|-[a-zA-Z])$/.test(first) ? args.slice(start) : undefined
}
