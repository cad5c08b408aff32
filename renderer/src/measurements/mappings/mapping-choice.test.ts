import { describe, expect, it } from 'vitest';
import type { ChannelSuggestion } from '../../../../server/measurements/mappings/mapping.schema.ts';
import { assignedOf, changesOf, mappingOf, presetOf } from './mapping-choice.ts';

const suggestion = (name: string, more: Partial<ChannelSuggestion>): ChannelSuggestion => ({
  name,
  confidence: 'none',
  target: null,
  signal: null,
  channelId: null,
  candidates: [],
  ...more,
});
const candidate = (signal: 'p_P' | 'p_A' | 'T_T') => ({ target: signal, signal, reason: 'word', text: 'x', isOutOfRange: false }) as const;

describe('what a channel is', () => {
  it('is preset only where there is no doubt', () => {
    expect(presetOf(suggestion('a', { confidence: 'likely', target: 'p_P' }))).toBe('signal:p_P');
    expect(presetOf(suggestion('a', { confidence: 'confirmed', target: null }))).toBe('none');
    expect(presetOf(suggestion('a', { confidence: 'open', candidates: [candidate('p_P'), candidate('p_A')] }))).toBe('');
  });
  it('goes into the answer as it was chosen; what nobody chose stays out', () => {
    const all = [suggestion('a', { confidence: 'likely', target: 'p_P' }), suggestion('b', { confidence: 'open' }), suggestion('c', {})];
    expect(mappingOf(all, { a: 'channel:Main pump', c: 'none' })).toEqual({ a: { channel: 'Main pump' }, c: null });
  });
});

describe('a correction', () => {
  const known = [{ id: 'c1', name: 'Tank' }];
  const channels = [
    { index: 0, signal: 'p_P' as const, channelId: null, suggestion: suggestion('P1', {}) },
    { index: 1, signal: 'T_T' as const, channelId: 'c1', suggestion: suggestion('T1', {}) },
    { index: 2, signal: null, channelId: null, suggestion: suggestion('X', {}) },
  ];
  it('begins with what the channels are taken for: a channel of the system before its signal', () => {
    expect(channels.map((item) => assignedOf(item, known))).toEqual(['signal:p_P', 'channel:Tank', 'none']);
  });
  it('names only what is said differently', () => {
    const chosen = { P1: 'signal:p_P', T1: 'none', X: 'channel:Tank' } as const;
    expect(changesOf({ tag: '', channels }, known, chosen)).toEqual({ T1: null, X: { channel: 'Tank' } });
    expect(changesOf({ tag: '', channels }, known, {})).toEqual({});
  });
});
