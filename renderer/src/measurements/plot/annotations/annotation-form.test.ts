import { describe, expect, it } from 'vitest';
import type { Annotation } from '../../../../../server/measurements/annotations/annotation.schema.ts';
import { bodyOf, fieldsOf } from './annotation-form.ts';

describe('the fields of an annotation', () => {
  it('begin with the stretch that was marked; without a length it is a point', () => {
    expect(fieldsOf({ range: { from: 1.23456, to: 2 } })).toMatchObject({ from: 1.235, to: 2 });
    expect(bodyOf(fieldsOf({ range: { from: 3, to: 3 } }))).toMatchObject({ fromMs: 3000, toMs: null });
  });
  it('say again what an annotation says', () => {
    const annotation = {
      text: 'Pump hunts',
      fromMs: 1500,
      toMs: 2500,
      channel: 0,
      tags: ['pump'],
      inReport: false,
    } as unknown as Annotation;
    expect(bodyOf(fieldsOf({ annotation }))).toEqual({ ...annotation });
  });
  it('lose what is only blank or doubled', () => {
    const fields = { ...fieldsOf({ range: { from: 0, to: 1 } }), text: ' valve ', tags: [' a', 'a', ' '] };
    expect(bodyOf(fields)).toMatchObject({ text: 'valve', tags: ['a'], channel: null });
  });
});
