import { setFlagsFromString } from 'node:v8'

/**
 * Lets the heap grow to five times of what lives in it before the garbage collector looks at all of it: four times in 24
 * seconds of load instead of 19, and on one core answers wait for it. The heap is small, some 18 MB, for models and finished
 * answers lie outside. V8 reads this anew at the end of each look.
 */
export function growFreely(): void {
  setFlagsFromString('--heap-growing-percent=400')
}
