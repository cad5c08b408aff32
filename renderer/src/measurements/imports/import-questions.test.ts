import { describe, expect, it } from 'vitest';
import type { ImportQuestion } from '../../../../server/measurements/import-report.schema.ts';
import { answerOf, isAnswered, noUnit, questionsOf, stillAsked } from './import-questions.ts';

const question = (id: ImportQuestion['id'], about: string[] = [], options: ImportQuestion['options'] = []): ImportQuestion => ({
  id,
  ask: '?',
  about,
  options,
});

describe('answers to an import’s questions', () => {
  it('are what the chosen option means', () => {
    const order = question(
      'date-order',
      [],
      [
        { answer: 'dmy', meaning: 'day first' },
        { answer: 'mdy', meaning: 'month first' },
      ],
    );
    expect(answerOf(order, { option: 1, fields: {} })).toBe('mdy');
    expect(answerOf(question('unit', ['P1'], [{ answer: null, meaning: 'none has one' }]), { option: 0, fields: {} })).toBeNull();
  });
  it('about several columns are given column by column; an empty field means no unit', () => {
    expect(answerOf(question('unit', ['P1', 'P2']), { fields: { P1: 'bar' } })).toEqual({ P1: 'bar', P2: null });
  });
  it('about one file are given plainly, about several by file', () => {
    const fields = { 'FS1.txt': '0,1', 'FS2.txt': '1' };
    expect(answerOf(question('sample-interval', ['FS1.txt']), { fields })).toBe(0.1);
    expect(answerOf(question('sample-interval', ['FS1.txt', 'FS2.txt']), { fields })).toEqual({ 'FS1.txt': 0.1, 'FS2.txt': 1 });
    const channel = { 'FS1.txt name': 'FS1', 'FS1.txt unit': 'l/min' };
    expect(answerOf(question('channel', ['FS1.txt']), { fields: channel })).toEqual({ name: 'FS1', unit: 'l/min' });
  });
});

describe('questions', () => {
  it('about the columns of a table are answered from left to right', () => {
    const columns = question('channel', ['column 1', 'column 2'], [{ answer: [{ name: 'column 1', unit: null }], meaning: 'as they are' }]);
    const fields = { 'column 1 name': 'P1', 'column 1 unit': 'bar', 'column 2 name': 'n', 'column 2 unit': noUnit };
    expect(answerOf(columns, { fields })).toEqual([
      { name: 'P1', unit: 'bar' },
      { name: 'n', unit: null },
    ]);
  });
  it('count as answered only when everything they are about is', () => {
    const units = question('unit', ['P1', 'P2']);
    expect(isAnswered(units, { fields: { P1: 'bar', P2: ' ' } })).toBe(false);
    expect(isAnswered(units, { fields: { P1: 'bar', P2: noUnit } })).toBe(true);
    expect(isAnswered(question('sample-interval', ['FS1.txt']), { fields: { 'FS1.txt': 'fast' } })).toBe(false);
    expect(isAnswered(question('date-order'), { fields: { '': 'dmy' } })).toBe(false);
  });
  it('stay in their place once answered, change with the file’s other answers, and go when they are pointless', () => {
    const [layout, interval, start] = [question('layout'), question('sample-interval', ['a']), question('start-time')];
    const wider = question('sample-interval', ['a', 'b']);
    const channel = question('channel', ['c']);
    const isLayout = ({ id }: ImportQuestion) => id === 'layout';
    expect(stillAsked([layout, interval, start], [channel, wider], isLayout)).toEqual([layout, wider, channel]);
  });
  it('are none when the import failed for another reason', () => {
    expect(questionsOf({ type: '', title: '', status: 400, code: 'import-empty' })).toEqual([]);
  });
});
