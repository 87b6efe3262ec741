import { InvalidArgumentError } from 'commander'

/** Reads a flag's whole number from `min` to `max`; anything else is a usage error. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return text => {
    const number = Number(text)
    if (/^\d+$/.test(text) && number >= min && number <= max) return number
    throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`)
  }
}
