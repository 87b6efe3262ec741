import { setFlagsFromString } from 'node:v8'

/**
 * Lets the heap grow to five times of what lives in it before the garbage collector looks at all of it. V8 looks after
 * every two megabytes that live on, which the cache of answers brings together in two seconds of load; on one core answers
 * wait 20 ms for it. The heap is small, some 18 MB, for models lie outside. V8 reads this anew at the end of each look.
 */
export function growFreely(): void {
  setFlagsFromString('--heap-growing-percent=400')
}
