import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import type { ChannelLimit } from '../../../../server/measurements/analyses/analysis.schema.ts';
import { createFormat } from '../../platform/format.ts';
import { limitLines } from './limit-lines.ts';

const words = { t: ((key: string) => key) as unknown as TFunction, format: createFormat('en'), say: (text: string) => text };
const channel = { index: 0, name: 'p_P' };
const limit = {
  ...{ channel: 0, unit: 'bar', unitWritten: 'psi', alarmLow: null, warningLow: null, warningHigh: 190, alarmHigh: 210 },
  source: { type: 'manual', reference: 'Manual, page 12' },
} as ChannelLimit;

describe('limit lines', () => {
  it('say their kind, value, unit and source', () => {
    const [warning, alarm] = limitLines([channel], [limit], words);
    expect(warning).toMatchObject({ value: 190, kind: 'warning', side: 'high', unit: 'bar' });
    expect(alarm?.label).toBe('limits.alarmHigh 210 bar · Manual, page 12');
  });
  it('say at which operating point they hold', () => {
    const [line] = limitLines([channel], [{ ...limit, operatingPoint: 'cold start' }], words);
    expect(line?.label).toBe('limits.warningHigh 190 bar · cold start · Manual, page 12');
  });
  it('are not drawn over another channel', () => {
    expect(limitLines([{ ...channel, index: 1 }], [limit], words)).toEqual([]);
  });
  it('name their channel where several share a pane', () => {
    expect(limitLines([channel, { index: 1, name: 'Q_P' }], [limit], words)[0]?.label).toMatch(/^p_P: /);
  });
});
