import type { ReportDocument, Section } from '../report-document.schema.ts';

export interface MarkedSection {
  readonly section: Section;
  /** 1, 2, 3 … and A, B, C for annexes, as in the PDF. */
  readonly mark: string;
}

/** Number and, from the second on, version. */
export function namedNumber({ number, version = 1 }: Pick<ReportDocument, 'number' | 'version'>): string {
  return version > 1 ? `${number} v${version}` : number;
}

export function markSections(sections: readonly Section[]): MarkedSection[] {
  const [body, annexes] = [sections.filter(({ annex }) => !annex), sections.filter(({ annex }) => annex)];
  return [
    ...body.map((section, i) => ({ section, mark: String(i + 1) })),
    ...annexes.map((section, i) => ({ section, mark: String.fromCharCode(65 + i) })),
  ];
}
