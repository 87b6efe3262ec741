import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { COUNTS, KINDS, SECTIONS } from '../src/format/layout.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Which rooms of the house a room may import from, and why not more. */
const ARROWS: Record<string, { readonly from: readonly string[]; readonly because: string }> = {
  'measures.ts': { from: [], because: 'formulas know nothing of the product' },
  format: { from: [], because: 'bytes know no domain rules' },
  build: { from: ['format', 'measures.ts'], because: 'building is pure: tables in, bytes out' },
  ingest: { from: ['build'], because: 'reading delivers what the build starts from, and nothing else' },
  models: {
    from: ['format', 'measures.ts'],
    because: 'the folder of models is shared by the job and the service',
  },
  serve: {
    from: ['format', 'measures.ts', 'models'],
    because: 'the service must run without the build and DuckDB',
  },
  synth: { from: ['random.ts'], because: 'the seeded shop is data from outside' },
  'money.ts': { from: [], because: 'an amount in words knows nothing of the product' },
  'random.ts': { from: [], because: 'a seeded draw knows nothing of the product' },
  evaluate: {
    from: ['build', 'format', 'ingest', 'measures.ts', 'random.ts'],
    because: 'what is judged is what is built',
  },
  tune: {
    from: ['build', 'evaluate'],
    because: 'a recipe is chosen by what it does for held-out orders, and knows no files',
  },
  report: {
    from: ['build', 'evaluate', 'money.ts', 'random.ts'],
    because: 'a report shows what was measured and measures nothing',
  },
  'config.ts': {
    from: ['build', 'serve'],
    because:
      'settings know the recipe, how a list of tiers is written and the limits of the service, for their defaults and checks',
  },
  'job.ts': {
    from: ['build', 'config.ts', 'evaluate', 'format', 'ingest', 'models', 'tune'],
    because: 'the job does not serve; it lets held-out orders decide what a model gets',
  },
  'trial.ts': {
    from: ['build', 'evaluate', 'ingest', 'job.ts', 'tune'],
    because: 'what is judged is read and chosen as the job does it',
  },
  'client.ts': { from: ['serve'], because: 'a client knows the contract, and of it the types alone' },
  'main.ts': { from: ['serve'], because: 'the service is started from its own rooms' },
  terminal: {
    from: ['config.ts', 'evaluate', 'format', 'job.ts', 'models', 'money.ts'],
    because: 'a terminal shows what others did',
  },
}

type Import = { readonly file: string; readonly target: string }

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
    .map(entry => relative(ROOT, join(entry.parentPath, entry.name)))
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, target]) => ({
    file,
    target: target!.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), target!)) : target!,
  }))
}

/** src/build/count.ts → build, src/main.ts → main.ts */
function roomOf(path: string): string {
  return path.split('/')[1]!
}

const imports = sourceFiles('src').flatMap(importsOf)
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
const pkg = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
const dependencies: Record<string, string> = { ...pkg.dependencies, ...pkg.optionalDependencies }

describe('the house', () => {
  it('has only the rooms that the picture shows', () => {
    expect(new Set(sourceFiles('src').map(roomOf))).toEqual(new Set(Object.keys(ARROWS)))
  })

  it.each(Object.entries(ARROWS))(
    'lets %s import only from its own and allowed rooms',
    (room, { from, because }) => {
      const astray = imports.filter(({ file, target }) => {
        if (roomOf(file) !== room || !target.startsWith('src/')) return false
        return roomOf(target) !== room && !from.includes(roomOf(target))
      })
      expect(astray, because).toEqual([])
    },
  )

  it('imports nothing of scripts, bench or test from src', () => {
    expect(imports.filter(({ target }) => /^(scripts|bench|test)\//.test(target))).toEqual([])
  })

  it('keeps DuckDB where files are read and written', () => {
    const rooms = imports.filter(i => i.target.startsWith('@duckdb/')).map(i => roomOf(i.file))
    expect([...new Set(rooms)].sort()).toEqual(['ingest', 'synth'])
  })

  it('draws only in reports, and loads what draws only when one is made', () => {
    const drawing = /^(@observablehq\/plot|linkedom)$/
    expect(new Set(imports.filter(i => drawing.test(i.target)).map(i => roomOf(i.file)))).toEqual(
      new Set(['report']),
    )
    for (const file of sourceFiles('src').filter(f => roomOf(f) === 'report')) {
      expect(readFileSync(join(ROOT, file), 'utf8'), file).not.toMatch(
        /^import (?!type).*'(@observablehq\/plot|linkedom)'/m,
      )
    }
  })

  it('keeps files, network and clock out of build, tune, format and measures', () => {
    const pure = ['build', 'tune', 'format', 'measures.ts']
    const outside = /^node:(fs|net|http|child_process|worker_threads|os)/
    expect(imports.filter(i => pure.includes(roomOf(i.file)) && outside.test(i.target))).toEqual([])
    for (const file of sourceFiles('src').filter(f => pure.includes(roomOf(f)))) {
      expect(readFileSync(join(ROOT, file), 'utf8'), file).not.toMatch(
        /Date\.now|new Date\(|Math\.random|process\./,
      )
    }
  })

  it('listens in one file', () => {
    const listening = sourceFiles('src').filter(file =>
      /\.listen\(|\bserve\(\{/.test(readFileSync(join(ROOT, file), 'utf8')),
    )
    expect(listening).toEqual(['src/serve/listen.ts'])
  })

  it('has thin commands', () => {
    for (const file of sourceFiles('scripts')) {
      expect(readFileSync(join(ROOT, file), 'utf8').split('\n').length, file).toBeLessThanOrEqual(100)
    }
  })
})

describe('the package', () => {
  it('pins every dependency to an exact version', () => {
    for (const [name, version] of Object.entries({ ...dependencies, ...pkg.devDependencies })) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/)
    }
  })

  it('uses every dependency and says why in the README', () => {
    const used = [...imports, ...sourceFiles('scripts').flatMap(importsOf)].map(i => i.target)
    for (const name of Object.keys(dependencies)) {
      expect(
        used.some(target => target === name || target.startsWith(`${name}/`)),
        name,
      ).toBe(true)
      expect(readme, name).toContain(`| \`${name}\` |`)
    }
  })

  it('names no registry in its lock file', () => {
    expect(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).not.toContain('"resolved": "http')
  })
})

describe('models/FORMAT.md', () => {
  const spec = readFileSync(join(ROOT, 'models/FORMAT.md'), 'utf8')

  it.each(KINDS)('names the counts of %s, in order', kind => {
    const named = [...sectionOf(kind).matchAll(/^\| (`\w+`(?:, `\w+`)*) \| [^|]+ \|$/gm)]
    expect(named.flatMap(([, names]) => names!.replaceAll('`', '').split(', '))).toEqual([...COUNTS[kind]])
  })

  it.each(KINDS)('names the sections of %s, in order and with their types', kind => {
    const named = [...sectionOf(kind).matchAll(/^\| `(\w+)` \| (u8|u32) \|/gm)].map(([, name, type]) => [
      name,
      type,
    ])
    const counts = Object.fromEntries(COUNTS[kind].map(count => [count, 0])) as never
    const plan = Object.entries(SECTIONS[kind](counts)) as [
      string,
      { array: typeof Uint8Array | typeof Uint32Array },
    ][]
    expect(named).toEqual(
      plan.map(([name, { array }]) => [name, array.BYTES_PER_ELEMENT === 1 ? 'u8' : 'u32']),
    )
  })

  function sectionOf(kind: string): string {
    return spec.split(/^## /m).find(section => section.includes(`${kind}.idx (kind`))!
  }
})
