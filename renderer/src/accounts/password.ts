/** Shortest password the server accepts: length first, no composition rules (ASVS 5.0 6.2.1). */
export const passwordMinimum = 12;
