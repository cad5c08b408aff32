import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordingChannel } from '../../../../server/measurements/recording.schema.ts';
import { nameOf } from './channel-names.ts';
import { firstChoices, firstCompare } from './mode-choices.ts';
import { fromStored, toStored, type ViewState } from './view-state.ts';

const channels = ['p_P', 'Q_P', 'T', 'T', '#1'].map((name, index) => ({ index, name, valid: 1 }) as RecordingChannel);
const first: ViewState = { mode: 'time', panes: [[0]], range: null, cursors: { a: null, b: null }, hasLimits: true, choices: firstChoices };

describe('the state of a view', () => {
  it('survives an address', () => {
    const state: ViewState = {
      mode: 'xy',
      panes: [[1, 0], [3]],
      range: { from: 1.25, to: 9 },
      cursors: { a: 2, b: null },
      hasLimits: false,
      choices: {
        xy: { x: 0, y: 3, isLine: false },
        spectrum: { ...firstChoices.spectrum, channel: 1, isOrder: true, rpm: 1450 },
        cycles: { channels: [0, 2], pick: '1-5', hasBand: false, foundIn: 1 },
        compare: { ...firstCompare, recordingId: 'r2', align: 'trigger', channel: 0, level: -1.5, own: 2 },
      },
    };
    const address = JSON.parse(JSON.stringify(toStored(state, channels)));
    expect(fromStored(address, channels, first)).toEqual(state);
  });
  it('names channels, and counts them where names are not enough', () => {
    expect(channels.map(({ index }) => nameOf(channels, index))).toEqual(['p_P', 'Q_P', '#2', '#3', '#4']);
  });
  it('of another recording shows the channels that both have', () => {
    expect(fromStored({ panes: [['elsewhere'], ['Q_P', 'gone']] }, channels, first).panes).toEqual([[1]]);
    expect(fromStored({ panes: [['elsewhere']] }, channels, first).panes).toEqual([[0]]);
  });
  it('that makes no sense falls back to the first view', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (panes, range, other) => {
        const parts = { cursors: other, xy: other, spectrum: other, cycles: { channels: other, pick: other }, compare: other };
        const view = fromStored({ panes, range, ...parts, mode: 'nonsense' }, channels, first);
        expect(view.mode).toBe('time');
        expect(view.panes.length).toBeGreaterThan(0);
        expect(typeof view.choices.cycles.pick).toBe('string');
        expect(view.range === null || view.range.to > view.range.from).toBe(true);
      }),
    );
    expect(fromStored('text', channels, first)).toEqual(first);
    expect(fromStored(null, channels, first)).toEqual(first);
  });
});
