import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import type { RecordingChannel } from '../../../../server/measurements/recording.schema.ts';
import type { Limit } from '../../../../server/systems/system.schema.ts';
import { createFormat } from '../../platform/format.ts';
import { limitLines } from './limit-lines.ts';

const words = { t: ((key: string) => key) as unknown as TFunction, format: createFormat('en') };
const channel = { index: 0, channelId: 'c1', name: 'p_P', unit: 'bar' } as RecordingChannel;
const limit = {
  ...{ subjectType: 'channel', subject: 'c1', unit: 'bar', alarmLow: null, warningLow: null, warningHigh: 190, alarmHigh: 210 },
  source: { type: 'manual', reference: 'Manual, page 12' },
} as Limit;

describe('limit lines', () => {
  it('say their kind, value, unit and source', () => {
    const [warning, alarm] = limitLines([channel], [limit], words);
    expect(warning).toMatchObject({ value: 190, kind: 'warning', side: 'high', unit: 'bar' });
    expect(alarm?.label).toBe('limits.alarmHigh 210 bar · Manual, page 12');
  });
  it('are not drawn over values of another unit or another channel', () => {
    expect(limitLines([{ ...channel, unit: 'psi' }], [limit], words)).toEqual([]);
    expect(limitLines([{ ...channel, channelId: null }], [limit], words)).toEqual([]);
  });
  it('name their channel where several share a pane', () => {
    expect(limitLines([channel, { ...channel, channelId: 'c2' }], [limit], words)[0]?.label).toMatch(/^p_P: /);
  });
});
