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

  it.each([
    [[]],
    [['--no-sandbox', '--user-data-dir=/tmp/x']],
    [['/home/an/Tải về/goi.mcbundle']],
    [['goi.mcbundle']],
    [['C:\\Users\\An\\goi.mcupdate']],
    [['D:backup']],
    [['./backup']],
    [['-psn_0_12345']],
    [['']],
  ])('open the window: %j', (args) => {
    expect(findCommand(args)).toBeUndefined()
  })
})
