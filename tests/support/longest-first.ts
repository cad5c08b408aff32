import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Whole processes, one after the other: each of these takes longer than most folders of the server's tests. */
const long = ['tests/bench/', 'tests/faults/', 'tests/fuzz/', 'tests/cli/', 'tests/science/'];

/**
 * Long files first, so that at the end both cores are busy with short ones. Otherwise vitest goes by the size of the file,
 * and the smallest file of all (the benchmarks' smoke test) would run last, alone, for more than a minute.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((folder) => moduleId.includes(`/${folder}`));
      return at < 0 ? long.length : at;
    };
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}
