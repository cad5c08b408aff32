/** The design of a pump as the rules write it, whether its plate is in English or in German. */
export const pumpDesign = (pumpType: string): string =>
  pumpType.toLowerCase().replace('zahnrad', 'gear').replace('flügel', 'vane').replace('kolben', 'piston').replace('verstell', 'variable');
