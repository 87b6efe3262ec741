/** The blank stands for a plus that was sent as it is: in a query a plus is a space. */
const ISO = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[-+ ](?:0\d|1[0-4]):?[0-5]\d)?$/

/**
 * What the clock on the wall says in an ISO 8601 time, in seconds since 1970 as if it were UTC; undefined for anything
 * else. The offset may be left out: evening is evening wherever the shop is.
 */
export function wallClock(text: string): number | undefined {
  const [matched, ...parts] = ISO.exec(text) ?? []
  if (matched === undefined) return undefined
  const [year, month, day, hour, minute, second] = parts.map(part => Number(part ?? 0)) as Parts
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return undefined
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || day < 1 || date.getUTCFullYear() !== year) return undefined
  return date.getTime() / 1000 + hour * 3600 + minute * 60 + second
}

type Parts = [year: number, month: number, day: number, hour: number, minute: number, second: number]
