import { CommanderError } from 'commander'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/config.ts'
import { FormatError } from '../../src/format/errors.ts'
import { endingOf } from '../../src/terminal/exit.ts'

describe('endingOf', () => {
  it('gives each kind of error its exit code', () => {
    expect(endingOf(new ConfigError('x'))).toEqual({ code: 2, message: 'x' })
    expect(endingOf(new FormatError('MAGIC', 'x'))).toEqual({ code: 5, message: 'x' })
    expect(endingOf(new Error('x'))).toEqual({ code: 1, message: 'x' })
    expect(endingOf('x')).toEqual({ code: 1, message: 'x' })
    expect(endingOf(new CommanderError(1, 'commander.unknownOption', 'x'))).toEqual({
      code: 2,
      message: undefined,
    })
    expect(endingOf(new CommanderError(0, 'commander.helpDisplayed', ''))).toEqual({
      code: 0,
      message: undefined,
    })
  })

  it('says in words what the system refused', () => {
    const full = Object.assign(new Error('ENOSPC: …, write'), { code: 'ENOSPC', path: 'models/x' })
    expect(endingOf(full).message).toBe('models/x: the disk is full (ENOSPC)')
    const denied = Object.assign(new Error('EACCES: …'), { code: 'EACCES' })
    expect(endingOf(denied).message).toBe('permission denied (EACCES)')
  })
})
