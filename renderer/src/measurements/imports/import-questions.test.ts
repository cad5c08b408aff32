import { describe, expect, it } from 'vitest';
import type { ImportQuestion } from '../../../../server/measurements/import-report.schema.ts';
import { answerOf, questionsOf } from './import-questions.ts';

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
  it('are none when the import failed for another reason', () => {
    expect(questionsOf({ type: '', title: '', status: 400, code: 'import-empty' })).toEqual([]);
  });
});
