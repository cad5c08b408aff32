import { expect, test } from 'vitest';
import { killLoop } from './kill-loop.ts';

// Short within `npm test`; the long run: SIGHTGLASS_FAULT_ROUNDS=50 vitest run tests/faults/kill.test.ts
const rounds = Number(process.env.SIGHTGLASS_FAULT_ROUNDS ?? 4);
const seed = Number(process.env.SIGHTGLASS_FAULT_SEED ?? Date.now() % 1_000_000);
const bytes = Number(process.env.SIGHTGLASS_FAULT_BYTES ?? (rounds > 10 ? 25e6 : 8e6));

test(
  'whatever is killed, and when: nothing acknowledged is lost, nothing happens twice, nothing is half there',
  async () => {
    const result = await killLoop({ rounds, seed, bytes, log: (line) => console.log(line) });
    const { serverKills, workerKills, uploads, imports, recordings, ends, violations } = result;
    console.log(
      `faults: ${rounds} rounds, seed ${seed}: ${serverKills} server kills, ${workerKills} worker kills; ${uploads} uploads and ${imports} imports acknowledged, ${recordings} recordings, ends ${JSON.stringify(ends)}, ${violations.length} violations`,
    );
    expect(violations).toEqual([]);
    expect(serverKills + workerKills).toBe(rounds);
  },
  rounds * 60_000 + 60_000,
);
