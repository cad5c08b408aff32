import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { problemIn } from '../../server/platform/problems/problem-language.ts';
import { problemTexts } from './problem-text.ts';

const root = fileURLToPath(new URL('../../server', import.meta.url));
// The command line speaks English only; `fixtures` are for tests.
const texts = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.ts$/.test(path) && !/\.(test|fixture)\.ts$|fixtures\/|^commands\//.test(path))
  .flatMap((path) => problemTexts(join(root, path)));

/** Places that hold words: with each of these, the sentence has a German of its own. */
const inWords: Readonly<Record<string, readonly (readonly string[])[]>> = {
  '"{0}" stays because {1}.': ['report SG-7 rests on it', 'a job is working with it'].map((holder) => ['press.csv', holder]),
  'It is called "{0}" (version {1}). {2} Change that one, or choose another name.': [
    'Files of this logger are already read with it.',
    'Another logger has a template of this name.',
  ].map((why) => ['Press', '1', why]),
  '{0} Choose another name, or use the existing one.': [
    ['A site "x" exists.'],
    ['The site A has a system "x".'],
    ['This system has a component "x".'],
    ['This system has a channel "x".'],
  ],
  '{0} bytes of "{1}" have arrived, {2}. Go on with the upload first.': ['its length was never said', 'of 8 bytes'].map((of) => [
    '3',
    'a',
    of,
  ]),
  '{0} could not be read, and nothing was kept: {1}. Everything else goes on. A damaged file does that, or one made to harm: export it again.':
    ['reading it took more memory than it may', 'reading it led nowhere'].map((why) => ['"a.csv"', why]),
  'The system has no recording{0}.': [[''], [' between 2026-01-01 and …']],
  'The report cannot be {0}': [
    'issued',
    'handed to review',
    'reviewed',
    'approved',
    'sent back',
    'withdrawn',
    'deleted',
    'edited',
    'frozen anew',
  ].map((done) => [done]),
  'Report {0} is {1}; it must be {2} for that.': [
    ['SG-7', 'a draft', 'in review'],
    ['SG-7', 'withdrawn', 'a draft'],
    ['SG-7', 'superseded by a newer version', 'issued'],
  ],
  'Another person has to {0} this report': [['approve'], ['review']],
  'Many rows share a {0}, but not equally many in each, so their times cannot be told apart. Export with {1}.': [
    ['second', 'milliseconds'],
    ['minute', 'seconds'],
  ],
  '{0} ({1}) is {2}. Nothing is issued from it: restore it from a backup first.': [
    ['press.csv', 'raw-file', 'missing'],
    ['press', 'series', 'damaged'],
  ],
  '{0} ({1}) is {2}, and {3} more. Nothing is issued from it: restore it from a backup first.': [['press', 'recording', 'damaged', '2']],
};

const filled = (text: string, values: readonly string[]) =>
  text.replace(/\{(\d+)\}/g, (_, place: string) => values[Number(place)] ?? `value${place}`);
const german = (title: string) => problemIn('de', { type: 'urn:problem:x', title, status: 400, code: 'x' }).title;

test('files of a kind that is not read, and the titles of refusals, are told in German', () => {
  for (const title of ['The file is empty', 'The file holds no measurements', 'The file is locked', 'Files of this kind are not read'])
    expect(german(title)).not.toBe(title);
  expect(german('ride.tdms: It is an NI TDMS measurement, which is not read. Save the sheet as .xlsx or CSV.')).toBe(
    'ride.tdms: Dies ist eine NI-TDMS-Messung, und das wird nicht gelesen. Speichern Sie das Blatt als .xlsx oder CSV.',
  );
});

test('every title and every detail of every problem is told in German', () => {
  expect(texts.length).toBeGreaterThan(400);
  // A sentence that is nothing but a value comes from elsewhere.
  const own = texts.filter(({ text }) => /[a-z]{3}/i.test(text.replace(/\{\d+\}/g, '')));
  const english = own.flatMap(({ code, text, where }) =>
    (inWords[text] ?? [[]])
      .map((values) => filled(text, values))
      .filter((said) => german(said) === said)
      .map((said) => `${code}: ${said} (${where.slice(root.length)})`),
  );
  expect(english).toEqual([]);
});
