/** Titles as a workbook allows them: up to 31 characters, none of []:*?/\, no apostrophe at an end, none twice whatever the case. */
export function sheetTitles(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const clean = name.replace(/[[\]:*?/\\\p{Cc}]/gu, ' ').replace(/^['\s]+|['\s]+$/g, '') || 'Samples';
    for (let copy = 1; ; copy++) {
      const mark = copy === 1 ? '' : ` (${copy})`;
      const title = clean.slice(0, 31 - mark.length).trimEnd() + mark;
      if (taken.has(title.toLowerCase())) continue;
      taken.add(title.toLowerCase());
      return title;
    }
  });
}
