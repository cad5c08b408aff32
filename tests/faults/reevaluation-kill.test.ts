import { expect, test } from 'vitest';
import { reevaluationLoop } from './reevaluation-loop.ts';

// Short within `npm test`; the long run: SIGHTGLASS_FAULT_ROUNDS=50 vitest run tests/faults/reevaluation-kill.test.ts
const rounds = Number(process.env.SIGHTGLASS_FAULT_ROUNDS ?? 3);
const seed = Number(process.env.SIGHTGLASS_FAULT_SEED ?? Date.now() % 1_000_000);
const recordings = rounds > 10 ? 12 : 6;

test(
  'a re-evaluation that is killed goes on: every recording is judged exactly once, whatever was killed and when',
  async () => {
    const { serverKills, workerKills, interrupted, violations } = await reevaluationLoop({
      ...{ rounds, seed, recordings },
      log: (line) => console.log(line),
    });
    console.log(
      `faults: ${rounds} re-evaluations, seed ${seed}: ${serverKills} server kills (${interrupted} in the middle of a run), ${workerKills} worker kills, ${violations.length} violations`,
    );
    expect(violations).toEqual([]);
    expect(serverKills + workerKills).toBe(rounds);
  },
  rounds * 60_000 + 60_000,
);
