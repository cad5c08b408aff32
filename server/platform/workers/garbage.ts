import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: ((options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void) | undefined;

/**
 * Frees what is no longer held, native objects behind JavaScript ones included: a large one is a few bytes to V8, which is in no hurry with it.
 * Takes some 10 ms per 50 MB of heap: for work whose peak of memory counts, not for every call.
 */
export async function collectGarbage(): Promise<void> {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as NonNullable<typeof collect>;
  }
  // What the call stack still holds is let go of in a turn of its own; finalizers of native objects run in the next.
  await nextTurn();
  // Of all flavors this one gives the pages of the heap back to the system, too.
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  await nextTurn();
}
