import { Presets, SingleBar } from 'cli-progress'

/** Told how far a stage is. A new stage ends the one before; `end` ends the last. */
export type Progress = {
  readonly update: (stage: string, done: number, total: number) => void
  readonly end: () => void
}

type Terminal = NodeJS.WritableStream & { readonly isTTY?: boolean }

/** A bar on a terminal, a plain line a stage elsewhere, nothing when quiet. */
export function createProgress(stream: Terminal, quiet: boolean, now: () => number = Date.now): Progress {
  if (quiet) return { update() {}, end() {} }
  return stream.isTTY ? bars(stream) : lines(stream, now)
}

function bars(stream: NodeJS.WritableStream): Progress {
  let current: { stage: string; bar: SingleBar } | undefined
  const end = () => {
    if (!current) return
    current.bar.update(current.bar.getTotal())
    current.bar.stop()
    current = undefined
  }
  return {
    update(stage, done, total) {
      if (current?.stage !== stage) {
        end()
        const format = `${stage.padEnd(14)} {bar} {percentage}%  {duration_formatted}`
        const bar = new SingleBar(
          { stream, format, barsize: 30, fps: 10, hideCursor: true },
          Presets.shades_classic,
        )
        bar.start(Math.max(1, total), done)
        current = { stage, bar }
      }
      current.bar.setTotal(Math.max(1, total))
      current.bar.update(done)
    },
    end,
  }
}

function lines(stream: NodeJS.WritableStream, now: () => number): Progress {
  let current: { stage: string; startMs: number } | undefined
  const end = () => {
    if (!current) return
    stream.write(`${current.stage}: ${((now() - current.startMs) / 1000).toFixed(1)} s\n`)
    current = undefined
  }
  return {
    update(stage) {
      if (current?.stage === stage) return
      end()
      current = { stage, startMs: now() }
    },
    end,
  }
}
