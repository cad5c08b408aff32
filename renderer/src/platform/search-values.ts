/** Reads one text value of an address; absent when it is not a text, so that links stay short. */
export function text<K extends string>(search: Record<string, unknown>, key: K): { [P in K]?: string } {
  const value = search[key];
  return (typeof value === 'string' ? { [key]: value } : {}) as { [P in K]?: string };
}

/** Reads one number of an address. */
export function number<K extends string>(search: Record<string, unknown>, key: K): { [P in K]?: number } {
  const value = Number(search[key]);
  return (search[key] !== undefined && Number.isFinite(value) ? { [key]: value } : {}) as { [P in K]?: number };
}
