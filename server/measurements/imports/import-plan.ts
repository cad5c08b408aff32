import { detectMatrices } from './detections/matrix-detection.ts';
import type { ImportInput, ImportPart, ImportQuestion, MatrixRecipe, SkippedFile } from './import.types.ts';
import { notUnderstood, questionsProblem, refusalProblem } from './import-problem.ts';
import { groupTables, type TrackGroup } from './parts/part-grouping.ts';
import { type PartScan, type ScannedMatrix, type ScannedTable, scanPart, settleOrders, type UnreadablePart } from './parts/part-scan.ts';

/** Which recordings several files become. */
export interface ImportPlan {
  readonly groups: readonly (({ readonly kind: 'tracks' } & TrackGroup) | MatrixGroup)[];
  readonly skipped: readonly SkippedFile[];
}

interface MatrixGroup {
  readonly kind: 'matrix';
  readonly recipe: MatrixRecipe;
  readonly parts: readonly ImportPart[];
}

/** Looks at several plain (not packed) files; `replan` takes files apart that have turned out not to continue each other. */
export async function planParts(
  parts: readonly ImportPart[],
  input: Pick<ImportInput, 'answers' | 'siteZone' | 'template'>,
): Promise<(apart: ReadonlySet<string>) => ImportPlan> {
  const scans: PartScan[] = [];
  for (const part of parts) scans.push(await scanPart(part, input));
  const settled = await settleOrders(scans, input);
  const questions: Asked[] = settled.flatMap((scan) =>
    scan.kind === 'open' ? scan.questions.map((question) => ({ question, part: scan.part })) : [],
  );
  const unreadable = settled.filter((scan) => scan.kind === 'unreadable');
  const matrices = settled.filter((scan) => scan.kind === 'matrix');
  const tables = settled.filter((scan) => scan.kind === 'table');
  const matrix = matrices.length === 0 ? null : matrixGroup(matrices, unreadable, input);
  if (matrix !== null && 'questions' in matrix) questions.push(...matrix.questions);
  if (questions.length > 0) throw questionsProblem(mergeQuestions(questions));
  if (tables.length === 0 && matrix === null) throw nothingReadable(unreadable);
  const group = matrix !== null && 'group' in matrix ? matrix.group : null;
  const skipped = unreadable
    .filter(({ part }) => !group?.recipe.skipped.some(({ name }) => name === part.name))
    .map(({ part, refusal }) => ({ name: part.name, reason: refusal.detail }));
  return (apart) => ({ groups: [...(group === null ? [] : [group]), ...tableGroups(tables, apart)], skipped });
}

function tableGroups(tables: readonly ScannedTable[], apart: ReadonlySet<string>): ImportPlan['groups'] {
  return groupTables(tables, apart).map((group) => ({ kind: 'tracks', ...group }));
}

type Asked = { readonly question: ImportQuestion; readonly part: ImportPart | null };

/** Files of bare numbers are one measurement. Files beside them may be the labels that a template knows. */
function matrixGroup(
  matrices: readonly ScannedMatrix[],
  unreadable: readonly UnreadablePart[],
  { answers, template }: Pick<ImportInput, 'answers' | 'template'>,
): { group: MatrixGroup } | { questions: Asked[] } {
  const shapes = matrices.map(({ shape }) => shape);
  const chosen = template === undefined ? {} : { template };
  const others = unreadable.map(({ part }) => part.name);
  const strict = detectMatrices({ shapes, others, answers, ...chosen });
  const found = strict.refusal !== null && others.length > 0 ? detectMatrices({ shapes, others: [], answers, ...chosen }) : strict;
  if (found.refusal !== null) throw refusalProblem(found.refusal);
  if (found.recipe === null) return { questions: found.questions.map((question) => ({ question, part: null })) };
  return { group: { kind: 'matrix', recipe: found.recipe, parts: matrices.map(({ part }) => part) } };
}

function nothingReadable(unreadable: readonly UnreadablePart[]): Error {
  const [first] = unreadable;
  if (first === undefined) return refusalProblem({ code: 'import-empty', detail: 'No file was given.' });
  if (unreadable.length === 1) return refusalProblem(first.refusal, first.part.name);
  const reasons = unreadable.slice(0, 5).map(({ part, refusal }) => `${part.name}: ${refusal.detail}`);
  const more = unreadable.length > 5 ? ` And ${unreadable.length - 5} more.` : '';
  return refusalProblem(notUnderstood(`None of the files holds a table that can be read. ${reasons.join(' ')}${more}`));
}

/** Questions of several files under one id become one: the answer holds for all of them. */
function mergeQuestions(asked: readonly Asked[]): ImportQuestion[] {
  const merged = new Map<string, { question: ImportQuestion; parts: Set<string> }>();
  for (const { question, part } of asked) {
    const before = merged.get(question.id);
    const parts = (before?.parts ?? new Set<string>()).add(part?.name ?? '');
    if (before === undefined) {
      merged.set(question.id, { question, parts });
      continue;
    }
    const isSame = before.question.ask.includes(question.ask);
    const options = JSON.stringify(before.question.options) === JSON.stringify(question.options) ? question.options : [];
    const about = [...new Set([...before.question.about, ...question.about])];
    const ask = isSame ? before.question.ask : question.id === 'unit' ? unitAsk(about) : before.question.ask;
    merged.set(question.id, { question: { ...before.question, ask, about, options }, parts });
  }
  return [...merged.values()].map(({ question, parts }) =>
    parts.size < 2 ? question : { ...question, ask: `${question.ask} (${parts.size} files; the answer holds for all of them.)` },
  );
}

function unitAsk(columns: readonly string[]): string {
  return `In which unit are ${columns.map((name) => `"${name}"`).join(', ')}? The files name none.`;
}
