import { type Composition, cell, column, paragraph, run, table } from '../report.composition.ts';
import type { Cell, Section } from '../report-document.schema.ts';

/** How the numbers came about: chain, versions, formulas with their sources. */
export function methodSection(composition: Composition): Section {
  const { wording, diagnosis } = composition;
  const { words, say } = wording;
  const computed = diagnosis.indicators.filter((one) => one.state !== 'not-computable');
  const seen = new Map<string, { cells: Cell[]; ids: string[] }>();
  for (const indicator of computed) {
    const key = `${indicator.name}\n${indicator.formula}`;
    const ids = [...(seen.get(key)?.ids ?? []), ...composition.evidence.indicator(indicator)];
    seen.set(key, { ids, cells: [cell(indicator.name, ids), cell(indicator.formula), cell(indicator.reference)] });
  }
  const columns = [column(words.indicator, 1.2), column(words.formula, 2), column(words.reference, 1.3)];
  const formulas = table(
    composition,
    { caption: wording.captions.formulas, shows: 'formulas' },
    { columns, rows: [...seen.values()].map((one) => one.cells) },
  );
  return {
    id: 'method',
    title: wording.sections.method,
    annex: false,
    blocks: [
      paragraph(run(say.method)),
      paragraph(run(`${say.uncertainty} ${say.evidenceUse}`)),
      paragraph(run(say.versions(diagnosis.engineVersion, diagnosis.catalogueVersion))),
      ...(formulas.length === 0 ? [] : [{ kind: 'heading' as const, text: wording.headings.formulas }, ...formulas]),
    ],
  };
}
