import { describe, expect, it } from 'vitest'
import { findCommand } from '../../../../electron/cli/find-command.ts'

describe('the arguments of the installed program', () => {
  it('are a command when the first plain one is a word', () => {
    expect(findCommand(['deadline', '--limit', '3'])).toEqual(['deadline', '--limit', '3'])
    expect(findCommand(['backup', 'list', '--json'])).toEqual(['backup', 'list', '--json'])
    expect(findCommand(['nonsense'])).toEqual(['nonsense']) // answered with the usage, not with a window
  })

  it('are a command after switches of Chromium, which the system or the starter put before', () => {
    expect(findCommand(['--no-sandbox', '--log-level=3', 'check'])).toEqual(['check'])
    expect(findCommand(['--no-sandbox', '--version'])).toEqual(['--version'])
    expect(findCommand(['--help'])).toEqual(['--help'])
    expect(findCommand(['-h'])).toEqual(['-h'])
  })

  it('are a command when they are typed by halves: -v, an option without its command or its value (they opened the window)', () => {
    for (const typed of [['-v'], ['-x'], ['--data'], ['--data', '/srv/motcua', 'check'], ['--data=/srv', 'check'], ['--json']])
      expect(findCommand(['--no-sandbox', ...typed])).toEqual(typed)
  })

  it.each([
    [[]],
    [['--user-data-dir=/tmp/x', '--backup-every-ms=100', '--started-by=1b4e28ba-2fa1-11d2-883f-0016d3cca427']],
    [['--no-sandbox', '--user-data-dir=/tmp/x']],
    [['/home/an/Tải về/goi.mcbundle']],
    [['goi.mcbundle']],
    [['goi.mcpack']],
    [['C:\\Users\\An\\goi.mcupdate']],
    [['D:backup']],
    [['./backup']],
    [['-psn_0_12345']],
    [['']],
  ])('open the window: %j', (args) => {
    expect(findCommand(args)).toBeUndefined()
  })
})
