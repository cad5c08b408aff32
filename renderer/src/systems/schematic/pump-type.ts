import type { Nameplate } from '../../../../server/systems/system.schema.ts';

const variableWords = /variable|compensat|load.?sens|verstell|geregelt|regelpumpe/i;
const fixedWords = /fixed|konstant/i;

/** Whether the nameplate calls the pump's displacement variable; a plate that says nothing gives the plain symbol. */
export function isVariablePump({ pumpType, compensatorBar }: Nameplate): boolean {
  const words = typeof pumpType === 'string' ? pumpType : '';
  return !fixedWords.test(words) && (variableWords.test(words) || compensatorBar !== undefined);
}
