import { expect, it } from 'vitest';
import { askedChoice, languageOf, noChoice, templateOf } from './report-choice.ts';

const german = { id: 'g', isDefault: true, language: 'de' } as const;
const silent = { id: 'a', isDefault: false, language: null } as const;
const known = [german, silent];

it('without a choice the default template is taken, and its language goes before that of the page', () => {
  expect(templateOf('default', known)).toBe(german);
  expect(languageOf(noChoice, known, 'en')).toBe('de');
  expect(askedChoice(noChoice, known, 'en')).toEqual({});
});

it('a chosen language goes before that of the template', () => {
  expect(languageOf({ ...noChoice, language: 'en' }, known, 'de')).toBe('en');
  expect(askedChoice({ template: 'g', language: 'en' }, known, 'de')).toEqual({ templateId: 'g', language: 'en' });
});

it('where no template says one, the language is that of the page', () => {
  expect(askedChoice({ template: 'a', language: null }, known, 'de')).toEqual({ templateId: 'a', language: 'de' });
  expect(askedChoice({ template: 'none', language: null }, known, 'de')).toEqual({ templateId: null, language: 'de' });
  expect(askedChoice(noChoice, [silent], 'en')).toEqual({ language: 'en' });
});

it('while the templates are not known, nothing is said that could overrule one', () => {
  expect(askedChoice(noChoice, undefined, 'de')).toEqual({});
});
