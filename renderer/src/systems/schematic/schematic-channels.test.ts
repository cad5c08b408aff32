import { expect, test } from 'vitest';
import type { RecordingChannel } from '../../../../server/measurements/recording.schema.ts';
import type { Channel } from '../../../../server/systems/system.schema.ts';
import { instrumentLetter, measuringPoints } from './schematic-channels.ts';

const registered = (id: string, name: string): Channel =>
  ({ id, name, unit: 'bar', quantity: 'pressure', signal: 'p_P', componentId: null }) as Channel;
const recorded = (index: number, name: string, more: Partial<RecordingChannel> = {}): RecordingChannel =>
  ({ index, name, channelId: null, unit: 'bar', quantity: 'pressure', signal: null, derived: null, ...more }) as RecordingChannel;

test('a registered channel is found in the recording by its id, else by its name', () => {
  const points = measuringPoints(
    [registered('a', 'P1'), registered('b', 'P2')],
    [recorded(0, 'P2'), recorded(1, 'renamed', { channelId: 'a' })],
  );
  expect(points.map(({ name, recorded: own }) => [name, own?.index])).toEqual([
    ['P1', 1],
    ['P2', 0],
  ]);
});

test('a registered channel stays when the recording lacks it, and a recorded one is added when nobody registered it', () => {
  const points = measuringPoints([registered('a', 'P1')], [recorded(4, 'T9', { signal: 'T_T', quantity: 'temperature' })]);
  expect(points).toMatchObject([
    { name: 'P1', recorded: null, signal: 'p_P' },
    { name: 'T9', recorded: { index: 4 }, signal: 'T_T', componentId: null },
  ]);
});

test('a computed channel is no sensor', () => {
  const derived = { id: 'd', expression: 'P1*2', seriesSha256: 'x' };
  expect(measuringPoints([], [recorded(0, 'twice', { derived })])).toEqual([]);
});

test('instruments have the letters of ISA-5.1', () => {
  expect((['pressure', 'flow', 'temperature', 'other'] as const).map(instrumentLetter)).toEqual(['P', 'F', 'T', 'X']);
});
