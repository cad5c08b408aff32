import { Problem } from '../../platform/problem.ts';
import type { ImportQuestion, ImportRefusal, RefusalCode } from './import.types.ts';

const refusals: Readonly<Record<RefusalCode, { readonly status: number; readonly title: string }>> = {
  'import-empty': { status: 422, title: 'The file is empty' },
  'import-no-data': { status: 422, title: 'The file holds no measurements' },
  'import-binary': { status: 422, title: 'The file is not text' },
  'import-not-understood': { status: 422, title: 'The file was not understood' },
  'import-too-large': { status: 413, title: 'The file is too large' },
  'import-format-unsupported': { status: 422, title: 'Files of this kind are not read' },
  'import-archive-unsafe': { status: 422, title: 'The archive is not safe to unpack' },
  'import-encrypted': { status: 422, title: 'The file is locked' },
};

/** A refusal as the problem the user is told about. */
export function refusalProblem(refusal: ImportRefusal, file?: string): Problem {
  const { status, title } = refusals[refusal.code];
  return new Problem(refusal.code, status, title, { detail: file === undefined ? refusal.detail : `${file}: ${refusal.detail}` });
}

/** The questions as a problem: nothing was imported, the same import with `answers` goes on. */
export function questionsProblem(questions: readonly ImportQuestion[]): Problem {
  return new Problem('import-needs-answers', 422, 'The file leaves questions open', {
    detail: questions.map((question) => question.ask).join(' '),
    extra: { questions },
  });
}

export function notUnderstood(detail: string): ImportRefusal {
  return { code: 'import-not-understood', detail };
}
