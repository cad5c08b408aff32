import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../../tests/support/test-app.ts';
import { languageOf, problemIn } from './problem-language.ts';
import problems from './problems.de.json' with { type: 'json' };
import refusals from './refusals.de.json' with { type: 'json' };

const placesOf = (text: string) => (text.match(/\{\d+\}/g) ?? []).sort();

describe('problems in German', () => {
  it('hold the same values as the English, and end as it ends', () => {
    for (const [english, german] of Object.entries({ ...problems, ...refusals })) {
      expect(placesOf(german), english).toEqual(placesOf(english));
      expect(german.endsWith('.'), english).toBe(english.endsWith('.'));
      expect(german, english).not.toBe(english);
    }
  });

  it('are told where German is read first', () => {
    expect(languageOf('de')).toBe('de');
    expect(languageOf('fr, de-AT;q=0.9, en;q=0.8')).toBe('de');
    for (const other of [undefined, '', '*', 'en', 'en-GB,de;q=0.5', 'fr']) expect(languageOf(other)).toBe('en');
  });

  it('are told of a file by its name', () => {
    const refused = {
      type: 'urn:problem:import-not-understood',
      title: 'The file was not understood',
      status: 422,
      code: 'import-not-understood',
    };
    const said = (detail: string) => problemIn('de', { ...refused, detail }).detail;
    expect(said('press 4.csv: Its rows are not in order after row 17.')).toBe('press 4.csv: Nach Zeile 17 sind die Zeilen nicht in Folge.');
    expect(said('press.csv: Something new: nobody has translated it.')).toBe('press.csv: Something new: nobody has translated it.');
    expect(problemIn('de', refused).title).toBe('Die Datei wurde nicht verstanden');
  });

  it('keep code, status, pointers and names; what has no German stays English', () => {
    const english = {
      type: 'urn:problem:view-name-taken',
      title: 'There is already a view of that name',
      status: 409,
      code: 'view-name-taken',
      detail: 'You have a view "Übersicht {1}" on this system. Choose another name, or overwrite that one.',
      errors: [{ pointer: '#/name', detail: 'is taken' }],
    };
    expect(problemIn('en', english)).toBe(english);
    expect(problemIn('de', english)).toEqual({
      ...english,
      title: 'Eine Ansicht dieses Namens gibt es schon',
      detail: 'Sie haben an dieser Anlage eine Ansicht „Übersicht {1}“. Wählen Sie einen anderen Namen, oder überschreiben Sie jene.',
      errors: [{ pointer: '#/name', detail: 'ist vergeben' }],
    });
    expect(problemIn('de', { ...english, title: 'Something new' }).title).toBe('Something new');
  });
});

describe('over HTTP', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.close());
  const missing = (language?: string) =>
    app.as('viewer', {
      url: '/api/v1/systems/01980000-0000-7000-8000-000000000001',
      headers: language === undefined ? {} : { 'accept-language': language },
    });

  it('English is the default, German is asked for, and the code is the same', async () => {
    const [plain, german] = [await missing(), await missing('de-DE,de;q=0.9')];
    expect(plain.json()).toMatchObject({ code: 'system-not-found', title: 'There is no such hydraulic system' });
    expect(plain.headers['content-language']).toBe('en');
    expect(german.json()).toMatchObject({ code: 'system-not-found', status: 404, title: 'Diese Hydraulikanlage gibt es nicht' });
    expect(german.headers).toMatchObject({ 'content-language': 'de', vary: 'accept-language' });
  });

  it('what is wrong with a field is told with its pointer', async () => {
    const reply = await app.as('engineer', {
      method: 'POST',
      url: '/api/v1/sites',
      payload: { nme: 'x' },
      headers: { 'accept-language': 'de' },
    });
    const { errors, detail, code } = reply.json();
    expect(code).toBe('validation-failed');
    expect(errors).toContainEqual({ pointer: '#/nme', detail: 'ist kein bekanntes Feld: „nme“' });
    expect(detail).toContain('#/nme ist kein bekanntes Feld');
  });
});
