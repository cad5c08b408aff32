/** A link as it is printed: `I3`, or `F1–F17` for an unbroken row of ids, leading to its first. */
export interface EvidenceRef {
  text: string;
  to: string;
}

/** Ids in the order of the evidence list, three or more neighbours joined. */
export function joinedRefs(ids: readonly string[]): EvidenceRef[] {
  const parsed = [...new Set(ids)].map((id) => ({ id, letter: id.slice(0, 1), number: Number(id.slice(1)) }));
  parsed.sort((a, b) => (a.letter === b.letter ? a.number - b.number : a.letter < b.letter ? -1 : 1));
  const rows: (typeof parsed)[] = [];
  for (const one of parsed) {
    const last = rows.at(-1)?.at(-1);
    if (last !== undefined && last.letter === one.letter && last.number + 1 === one.number) rows.at(-1)?.push(one);
    else rows.push([one]);
  }
  return rows.flatMap((row) => {
    const [first, last] = [row[0]?.id ?? '', row.at(-1)?.id ?? ''];
    return row.length > 2 ? [{ text: `${first}–${last}`, to: first }] : row.map(({ id }) => ({ text: id, to: id }));
  });
}

/** A copy of any part of a document in which every `evidence` list has become printed links and every figure link knows its number. */
export function evidenceRefs(part: unknown, numbers: ReadonlyMap<string, number>): unknown {
  if (Array.isArray(part)) return part.map((one) => evidenceRefs(one, numbers));
  if (typeof part !== 'object' || part === null) return part;
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(part)) {
    if (name === 'evidence') copy.refs = joinedRefs(value as string[]);
    else copy[name] = evidenceRefs(value, numbers);
  }
  if (typeof copy.figure === 'string') copy.number = numbers.get(copy.figure) ?? 0;
  return copy;
}
