import { Value } from 'typebox/value';
import { Problem } from '../../platform/problem.ts';
import type { ImportAnswers, Json } from '../imports/import.types.ts';
import { ChannelMapping } from '../mappings/mapping.schema.ts';

const MOST_DEPTH = 5;
const MOST_ENTRIES = 4000;
const MOST_TEXT = 300;
/** Names that mean something to JavaScript itself and nothing to an import. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
/** Says something about one file, not about the logger. */
const ofOneFile: ReadonlySet<string> = new Set(['start-time']);

/** What a person said the channels are. @throws Problem `mapping-invalid` */
export function readMapping(answers: ImportAnswers | undefined): ChannelMapping {
  const mapping = answers?.mapping ?? {};
  const errors = [...Value.Errors(ChannelMapping, mapping)];
  if (errors.length === 0) return mapping as ChannelMapping;
  throw new Problem('mapping-invalid', 422, 'The mapping of channels is not understood', {
    detail: 'Each name of a channel in the file needs a signal id such as "p_P", {"channel": "name in the system"}, or null for none.',
    errors: errors.slice(0, 10).map((error) => ({ pointer: `#/answers/mapping${error.instancePath}`, detail: error.message })),
  });
}

/** The answers that hold for every file of a logger. @throws Problem `template-answers-invalid`, `mapping-invalid` */
export function readTemplateAnswers(answers: Readonly<Record<string, unknown>>): ImportAnswers {
  const kept = Object.fromEntries(Object.entries(answers).filter(([id]) => !ofOneFile.has(id)));
  assertBounded(kept, { pointer: '#/answers', depth: 0, entries: { left: MOST_ENTRIES } });
  readMapping(kept as ImportAnswers);
  return kept as ImportAnswers;
}

interface Place {
  readonly pointer: string;
  readonly depth: number;
  readonly entries: { left: number };
}

/** A template comes from somewhere else: plain, small, flat data only. */
function assertBounded(value: unknown, place: Place): asserts value is Json {
  const refuse = (detail: string): never => {
    throw new Problem('template-answers-invalid', 422, 'The answers of the template cannot be used', {
      errors: [{ pointer: place.pointer.slice(0, 200), detail }],
    });
  };
  if (place.entries.left-- <= 0) refuse(`has more than ${MOST_ENTRIES} entries`);
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'number' && Number.isFinite(value)) return;
  if (typeof value === 'string') {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    if (value.length > MOST_TEXT || /[\u0000-\u001f\u007f]/.test(value)) refuse(`must be one line of at most ${MOST_TEXT} characters`);
    return;
  }
  if (typeof value !== 'object') return refuse('must be a text, a number, a list or an object');
  if (place.depth >= MOST_DEPTH) refuse('is nested too deeply');
  for (const [key, entry] of Object.entries(value)) {
    if (forbidden.has(key) || key.length > MOST_TEXT) refuse(`has a name that is not allowed: ${key.slice(0, 40)}`);
    assertBounded(entry, { pointer: `${place.pointer}/${key}`, depth: place.depth + 1, entries: place.entries });
  }
}

/** The answers of the template, and over them what was said for this import; of the mappings, channel by channel. */
export function mergeAnswers(template: ImportAnswers, given: ImportAnswers): ImportAnswers {
  const mapping = { ...(template.mapping as object | undefined), ...(given.mapping as object | undefined) } as Json;
  const isMapped = template.mapping !== undefined || given.mapping !== undefined;
  return { ...template, ...given, ...(isMapped ? { mapping } : {}) };
}
