import type { Db } from '../../platform/database/database.ts';
import { Problem } from '../../platform/problem.ts';
import type { ImportAnswers } from '../imports/import.types.ts';
import { fingerprintOf } from '../imports/previews/fingerprint.ts';
import { isBuiltIn } from './built-in-template.ts';
import type { Identity } from './file-identity.ts';
import { findTemplate, hasTemplates, type StoredTemplate } from './template.repository.ts';
import { mergeAnswers } from './template-answers.ts';

/** With which answers files are read. */
export interface ChosenTemplate {
  /** Those of the template, and over them what was said for this import. */
  readonly answers: ImportAnswers;
  /** `name@version`; null: none. */
  readonly template: string | null;
  /** Id of a template that is part of the product and was asked for by name. */
  readonly builtIn?: string;
  /** What the reader of the report should know. */
  readonly notes: readonly string[];
}

export interface ChoiceInput {
  readonly answers: ImportAnswers;
  /** Name of a template, `none`, or undefined: the one whose fingerprint the files have. */
  readonly template: string | undefined;
}

/** Finds the template of the logger that wrote these files. @throws Problem `template-not-found` when one was named that is not there */
export async function chooseTemplate(db: Db, input: ChoiceInput, identity: Identity): Promise<ChosenTemplate> {
  const { answers, template: name } = input;
  const plain = { answers, template: null, notes: [] };
  if (name === 'none') return plain;
  if (name !== undefined && isBuiltIn(name)) return { ...plain, builtIn: name };
  if (name === undefined && !(await hasTemplates(db))) return plain;
  const fingerprint = await identity();
  const found = await (name === undefined ? byFingerprint(db, fingerprint) : findTemplate(db, { name }));
  if (found === undefined && name !== undefined)
    throw new Problem('template-not-found', 404, 'There is no such template', {
      detail: `No template is called "${name}". List the templates to see their names.`,
    });
  if (found === undefined) return plain;
  const isOther = fingerprint === null || fingerprintOf(found.fingerprint) !== fingerprint;
  const notes = isOther ? [`The template "${found.name}" was chosen by hand; these files do not look like those it was made from.`] : [];
  return { answers: mergeAnswers(found.answers as ImportAnswers, answers), template: `${found.name}@${found.version}`, notes };
}

async function byFingerprint(db: Db, fingerprint: string | null): Promise<StoredTemplate | undefined> {
  return fingerprint === null ? undefined : findTemplate(db, { fingerprint });
}
