import { expect, test } from 'vitest';
import { issueLoop } from './issue-loop.ts';

// Short within `npm test`; the long run: SIGHTGLASS_FAULT_ROUNDS=20 vitest run tests/faults/issue-kill.test.ts
const rounds = Number(process.env.SIGHTGLASS_FAULT_ROUNDS ?? 2);
const seed = Number(process.env.SIGHTGLASS_FAULT_SEED ?? Date.now() % 1_000_000);

test(
  'a report is issued once or not at all, with its signature, its files and its predecessor, whatever was killed and when',
  async () => {
    const { serverKills, workerKills, before, after, again, violations } = await issueLoop({
      ...{ rounds, seed },
      log: (line) => console.log(line),
    });
    console.log(
      `faults: ${rounds} issues, seed ${seed}: ${serverKills} server kills (${before} before it was issued, ${after} after), ${workerKills} worker kills, ${again} approved again, ${violations.length} violations`,
    );
    expect(violations).toEqual([]);
    expect(serverKills + workerKills).toBe(rounds);
  },
  rounds * 60_000 + 120_000,
);
