#!/usr/bin/env node
import { Command } from 'commander'
import { endingOf } from '../src/terminal/exit.ts'
import { PACKAGE } from '../src/terminal/package.ts'
import { build } from './build.ts'
import { demo } from './demo.ts'
import { evaluate } from './evaluate.ts'
import { inspect } from './inspect.ts'
import { rollback } from './rollback.ts'
import { serve } from './serve.ts'
import { synth } from './synth.ts'
import { versions } from './versions.ts'

const issho = new Command('issho')
  .description(
    'What is bought together with this? What is the higher model of this? Answered with the evidence.',
  )
  .version(PACKAGE.version)
  .addHelpText('after', '\nStart with: issho demo')
  .configureHelp({ sortSubcommands: false })

for (const command of [build, serve, inspect, evaluate, versions, rollback, demo, synth])
  issho.addCommand(command)
for (const command of [issho, ...issho.commands]) command.exitOverride()

try {
  await issho.parseAsync()
} catch (error) {
  const { code, message } = endingOf(error)
  if (message !== undefined) process.stderr.write(`issho: ${message}\n`)
  process.exitCode = code
}
