/** Version of the rules and formulas of this folder; stored with every result. */
export const engineVersion = '1.6.1';
