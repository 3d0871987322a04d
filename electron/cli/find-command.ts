// Tells the installed program's two uses apart by its arguments alone: a window, or a command on the terminal.

/**
 * The command among the program's arguments, or undefined when a window is wanted. A command begins with a plain word, which no
 * file that the system hands over can look like: those come with their folder and their extension.
 * @param args what follows the program's name; switches of Chromium may stand before the command
 */
export function findCommand(args: readonly string[]): readonly string[] | undefined {
  const start = args.findIndex((argument) => !argument.startsWith('--') || argument === '--help' || argument === '--version')
  const word = args[start]
  return word !== undefined && /^([a-z][a-z-]*|--help|-h|--version)$/.test(word) ? args.slice(start) : undefined
}
