// Where things lie, in the tree, in the package, and for the command line that runs without Electron.
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Electron's own folder for a user's data, computed the same way without Electron. */
export function userDataFolder(): string {
  const { platform, env } = process
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'motcua')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'motcua')
  return join(env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'motcua')
}

/** The database's folder: what the machine's policy names, else inside a user's data. */
export const dataFolder = (userData: string, named: string | null = null): string => named ?? join(userData, 'data')

/** The folder of the made-up data: never inside the real one, where a backup or a copy of the folder would take it along. */
export const trainingFolder = (userData: string): string => join(userData, 'training')

/** Where program versions taken from update files lie. On Windows not in the roaming profile, which travels over the network. */
export const versionsFolder = (userData: string, isUsual: boolean): string =>
  isUsual && process.platform === 'win32' && process.env.LOCALAPPDATA
    ? join(process.env.LOCALAPPDATA, 'motcua', 'versions')
    : join(userData, 'versions')

/** The log inside a user's data. */
export const logFile = (userData: string): string => join(userData, 'logs', 'main.log')

interface ResourcePaths {
  readonly catalogue: string
  readonly calendar: string
  readonly units: string
  readonly laws: string
  readonly clauses: string
  readonly forms: string
  readonly updateKeys: string
  readonly sampleSystem: string
}

export const resourcePaths = (resources: string): ResourcePaths => ({
  catalogue: join(resources, 'catalogue', 'hue-starter.json'),
  calendar: join(resources, 'calendars', 'vn.json'),
  units: join(resources, 'units', 'hue.json'),
  laws: join(resources, 'laws', 'vn.json'),
  clauses: join(resources, 'standards', 'iso-9001.json'),
  forms: join(resources, 'forms'),
  updateKeys: join(resources, 'update', 'keys.json'),
  sampleSystem: join(resources, 'training', 'sample-system.json'),
})
