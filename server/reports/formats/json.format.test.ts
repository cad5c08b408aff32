import { AjvCompiler } from '@fastify/ajv-compiler';
import { expect, it } from 'vitest';
import { composeReport } from '../document.composer.ts';
import { fixtureInput, fixtureInputWithVotesAndTests } from '../fixtures/report-input.fixture.ts';
import { reportJson } from './json.format.ts';
import { publishedSchemaText } from './published.schema.ts';

// The schema as it is published, with another validator than the one that the product is written with.
const build = AjvCompiler();
const compile = build({}, { customOptions: { strict: false, removeAdditional: false, useDefaults: false, coerceTypes: false } });
const validate = compile({ schema: JSON.parse(publishedSchemaText()), method: '', url: '', httpPart: 'body' } as never) as unknown as {
  (value: unknown): boolean;
  errors?: unknown[];
};

it('the JSON of a report is what the published schema says, with every part a report can have', () => {
  for (const input of [fixtureInput(), fixtureInputWithVotesAndTests()]) {
    const isValid = validate(JSON.parse(reportJson(composeReport(input))));
    expect(validate.errors ?? []).toEqual([]);
    expect(isValid).toBe(true);
  }
});

it('the schema refuses what is missing, of another kind or unknown', () => {
  const change = (edit: (document: Record<string, unknown>) => void) => {
    const document = JSON.parse(reportJson(composeReport(fixtureInput())));
    edit(document);
    return validate(document);
  };
  expect(change((document) => delete document.sections)).toBe(false);
  expect(change((document) => (document.createdAt = 7))).toBe(false);
  expect(change((document) => (document.more = true))).toBe(false);
  expect(change((document) => ((document.sections as { title: unknown }[])[0]!.title = null))).toBe(false);
});

it('the schema says what it is, is the same every time and needs nothing else', () => {
  const text = publishedSchemaText();
  expect(publishedSchemaText()).toBe(text);
  const schema = JSON.parse(text);
  expect(schema.$id).toMatch(/^urn:sightglass:schema:report-document:\d+$/);
  expect(text.match(/"\$id"/g)).toHaveLength(1);
  expect(text).not.toContain('"$ref"');
});
