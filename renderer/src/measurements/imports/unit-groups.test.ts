import { describe, expect, it } from 'vitest';
import type { ChannelSuggestion } from '../../../../server/measurements/mappings/mapping.schema.ts';
import { unitGroups } from './unit-groups.ts';

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

describe('units', () => {
  it('are asked about once for channels that probably measure the same, and a unit in a name comes first', () => {
    const mapping = [
      suggestion('P1_psi', { candidates: [candidate('p_P')] }),
      suggestion('P2', { candidates: [candidate('p_A')] }),
      suggestion('T1', { candidates: [candidate('T_T')] }),
    ];
    const groups = unitGroups(['P1_psi', 'P2', 'T1', 'X'], mapping);
    expect(groups.map(({ quantity, names }) => [quantity, names])).toEqual([
      ['pressure', ['P1_psi', 'P2']],
      ['temperature', ['T1']],
      [null, ['X']],
    ]);
    expect(groups[0]?.units.slice(0, 2)).toEqual(['psi', 'bar']);
  });
});
