import { describe, expect, it } from 'vitest';
import type { RecordingChannel } from '../../../../../server/measurements/recording.schema.ts';
import { sameChannel } from './compare-match.ts';

const channel = (name: string, unit = 'bar', signal: string | null = null) => ({ name, unit, signal }) as RecordingChannel;

describe('the same channel of another recording', () => {
  it('has the same name, whatever its case', () => {
    expect(sameChannel(channel('p_P'), [channel('Q'), channel('P_p ')])?.name).toBe('P_p ');
  });
  it('or is the only one of the same signal', () => {
    expect(sameChannel(channel('PS1', 'bar', 'p_P'), [channel('Druck', 'bar', 'p_P')])?.name).toBe('Druck');
    expect(sameChannel(channel('PS1', 'bar', 'p_P'), [channel('a', 'bar', 'p_P'), channel('b', 'bar', 'p_P')])).toBeUndefined();
  });
  it('never has another unit', () => {
    expect(sameChannel(channel('p_P'), [channel('p_P', 'psi')])).toBeUndefined();
  });
});
