import type { Refusal, TestState, TestValue } from '../../diagnostics/guided-tests/guided-test.schema.ts';
import type { TestOnRecording } from '../../diagnostics/guided-tests/test-run.schema.ts';
import { textIn } from '../../diagnostics/wordings/result.translation.ts';
import { plainLine } from '../compositions/plain-text.ts';
import { formatMeasured } from '../number.format.ts';
import { type Composition, cell, column, labelled, paragraph, rangeText, run, sentence, stopped, table } from '../report.composition.ts';
import type { Block, Cell, Level, Run, Section } from '../report-document.schema.ts';
import { instantText } from '../wordings/wording.text.ts';
import { limitSourceText, limitText, unitMayWrap } from './limit.text.ts';

const levels: Record<TestState, Level> = { pass: 'normal', warning: 'attention', alarm: 'alarm', 'not-assessable': 'unknown' };
const valueLevels: Record<TestValue['state'], Level> = { ...levels, 'no-limit': 'neutral' };

/** Guided tests that were evaluated with this recording. Without any there is no section. */
export function guidedTestSection(composition: Composition): Section[] {
  const { wording, input } = composition;
  if (input.guidedTests.length === 0) return [];
  const blocks = [paragraph(run(wording.tests.intro)), ...input.guidedTests.flatMap((one) => testBlocks(composition, one))];
  const steps = stepTable(composition);
  return [{ id: 'guided-tests', title: wording.sections.guidedTests, annex: false, blocks: [...blocks, ...steps] }];
}

/** What the technician did; only a report on a guided test knows it. */
function stepTable(composition: Composition): Block[] {
  const { wording, input } = composition;
  const { tests, words } = wording;
  const columns = [column(wording.overview.step, 2), column(tests.evaluated, 1.2), column(words.by, 0.8), column(words.note, 1.6)];
  const rows = (input.testSteps ?? []).map(({ text, doneAt, doneBy, note }): Cell[] => [
    cell(text[input.language]),
    doneAt === null ? { text: wording.overview.notDone, level: 'unknown' } : cell(instantText(wording, doneAt)),
    cell(doneBy ?? '–'),
    cell(note === null || note === '' ? '–' : plainLine(note)),
  ]);
  const caption = wording.overview.stepCaption(input.testTitle?.[input.language] ?? null);
  return table(composition, { caption, shows: 'steps' }, { columns, rows });
}

/** Tests a reader of the summary has to know of, with their level. */
export function abnormalTests({ input, wording, evidence }: Composition): { runs: Run[]; level: Level }[] {
  return input.guidedTests
    .filter(({ result }) => result.state === 'alarm' || result.state === 'warning')
    .map(({ title, result }) => {
      const outside = result.values.filter((value) => value.isJudged && value.state === result.state);
      const text = sentence(wording.tests.inSummary(title[input.language], wording.tests.state[result.state]));
      return { runs: [run(text, outside.flatMap(evidence.testValue))], level: levels[result.state] };
    });
}

function testBlocks(composition: Composition, test: TestOnRecording): Block[] {
  const { wording, evidence, input } = composition;
  const { tests } = wording;
  const { result, title } = test;
  const judged = result.values.filter(({ isJudged }) => isJudged);
  const level = levels[result.state];
  return [
    { kind: 'heading', text: tests.heading(title[input.language], tests.state[result.state]), level },
    paragraph(run(sentence(result.sentence[input.language]), (judged.length > 0 ? judged : result.values).flatMap(evidence.testValue))),
    { kind: 'facts', rows: factRows(composition, test) },
    ...valueTable(composition, test),
    ...labelled(
      tests.refused,
      result.refusals.map((refusal) => [run(refusalText(composition, refusal))]),
    ),
    ...labelled(
      tests.meaning,
      result.notes.map((note) => [run(sentence(note[input.language]))]),
    ),
  ];
}

function factRows(composition: Composition, { operatingPoint, note, evaluatedAt, evaluatedBy, resultSha256, result }: TestOnRecording) {
  const { wording, input } = composition;
  const { tests } = wording;
  const row = (name: string, text: string | null) => (text === null || text === '' ? [] : [{ name, runs: [run(text)] }]);
  return [
    ...row(tests.operatingPoint, sentence(operatingPoint[input.language])),
    ...row(tests.range, rangeText(composition, result.range)),
    ...row(tests.comparedWith, result.baseline === null ? null : textIn(wording.language, result.baseline)),
    ...row(tests.note, note),
    ...row(tests.evaluated, tests.evaluatedBy(instantText(wording, evaluatedAt), evaluatedBy, result.engineVersion, result.testVersion)),
    ...row(tests.resultHash, `${resultSha256.slice(0, 16)}…`),
  ];
}

function valueTable(composition: Composition, { title, result }: TestOnRecording): Block[] {
  const { input } = composition;
  const { words, tests } = composition.wording;
  const columns = [
    column(tests.value, 1.45),
    column(words.value, 1.35),
    column(words.limit, 1.3),
    column(words.state, 1.1),
    column(words.limitFrom, 1.9),
  ];
  const rows = result.values.map((value) => valueRow(composition, value));
  return table(composition, { caption: tests.caption(title[input.language]), shows: 'testValues' }, { columns, rows });
}

function valueRow(composition: Composition, value: TestValue): Cell[] {
  const { wording, evidence, input } = composition;
  const { tests, say, style } = wording;
  const name = cell(
    value.isJudged ? value.name[input.language] : `${value.name[input.language]} (${tests.explains})`,
    evidence.testValue(value),
  );
  const state: Cell = { text: tests.valueState[value.state] ?? value.state, level: valueLevels[value.state] };
  if (value.value === null) {
    const text = value.missing === null ? '–' : refusalText(composition, value.missing);
    return [name, { text, span: 2 }, state, cell('–')];
  }
  const limit = limitText(wording, value.limit, value.unit);
  const remarks = [...(value.isClose ? [tests.isClose] : []), ...(value.missing === null ? [] : [refusalText(composition, value.missing)])];
  return [
    name,
    cell(unitMayWrap(formatMeasured(value.value, value.uncertainty, value.unit, style), value.unit)),
    cell([limit === '' ? say.noLimitText : limit, ...remarks].join('; ')),
    state,
    cell(limitSourceText(wording, value.limit)),
  ];
}

function refusalText({ wording, input: { language } }: Composition, { because, wouldNeed }: Refusal): string {
  return wording.say.because(stopped(because[language]), stopped(wouldNeed[language]));
}
