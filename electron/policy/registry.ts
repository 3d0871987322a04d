// The policy as Windows' group policy writes it: values under HKLM\Software\Policies\motcua. Read with the system's own `reg`, in
// UTF-8, so that a folder with Vietnamese letters arrives whole.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const registryKey = 'HKLM\\Software\\Policies\\motcua'
const queryLimitMs = 5_000

/** The values, none when there is no policy; undefined on other systems. Throws when the registry cannot be asked. */
export function readRegistryPolicy(): Record<string, unknown> | undefined {
  if (process.platform !== 'win32') return undefined
  const system = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32')
  const reg = join(system, 'reg.exe')
  const { status, stdout, error } = spawnSync(
    join(system, 'cmd.exe'),
    ['/d', '/s', '/c', `"chcp 65001 >nul & "${reg}" query ${registryKey}"`],
    { encoding: 'utf8', windowsHide: true, windowsVerbatimArguments: true, timeout: queryLimitMs },
  )
  if (error) throw error
  return status === 0 ? parseRegistry(stdout) : {} // 1: no such key
}

/** What `reg query` prints: a line a value, `    name    REG_SZ    value`. Lists are joined by `\0`. */
export function parseRegistry(printed: string): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const line of printed.split(/\r?\n/)) {
    const match = /^ {4}(\S+) {4}(REG_[A-Z_]+)(?: {4}(.*))?$/.exec(line)
    if (!match) continue
    const [, name = '', type = '', text = ''] = match
    if (type === 'REG_DWORD') values[name] = Number(text)
    else if (type === 'REG_MULTI_SZ') values[name] = text.split('\\0').filter((part) => part !== '')
    else values[name] = text
  }
  return values
}
