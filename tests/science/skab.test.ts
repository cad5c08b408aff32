import { expect, test } from 'vitest';
import { hasData } from '../support/data.ts';
import { fitFile, judgeFile, publishedModel } from './skab.study.ts';
import { skabControl } from './skab-control.ts';
import { readSkab, type SkabFile } from './skab-files.ts';
import { addCounts, countRows, ratesOf } from './skab-score.ts';

const skipWithoutData = test.skipIf(!hasData('skab/valve1'));
const own = (files: readonly SkabFile[]): SkabFile[] => files.filter(({ name }) => name.startsWith('valve'));

test('the metrics are those of the protocol: perfect, null and all-alarm detectors', () => {
  const truth = [0, 0, 1, 1, 1];
  expect(ratesOf(countRows(truth, truth))).toEqual({ f1: 1, farPercent: 0, marPercent: 0 });
  expect(ratesOf(countRows([0, 0, 0, 0, 0], truth))).toEqual({ f1: 0, farPercent: 0, marPercent: 100 });
  expect(ratesOf(countRows([1, 1, 1, 1, 1], truth))).toMatchObject({ farPercent: 100, marPercent: 0 });
});

skipWithoutData('T²+Q has the published number of components and limits in every file', () => {
  const files = own(readSkab());
  expect(files).toHaveLength(20);
  for (const file of files) {
    const model = fitFile(file, 'components');
    if (model.method !== 'components') throw new Error('unreachable');
    const [components, limitT2, , sortedLimitQ] = skabControl[file.name] ?? [0, 0, 0, 0];
    expect(model.components.length).toBe(components);
    expect(model.limitT2).toBeCloseTo(limitT2, 2);
    expect(model.limitQ).toBeCloseTo(sortedLimitQ, 2);
  }
});

skipWithoutData('T²+Q gives, file by file, the counts of an independent implementation with numpy', () => {
  const counts = Object.fromEntries(own(readSkab()).map((file) => [file.name, judgeFile(file, publishedModel(file)).counts]));
  expect(counts['valve1/0.csv']).toEqual({ tp: 319, fp: 173, fn: 82, tn: 173 });
  expect(counts['valve1/8.csv']).toEqual({ tp: 373, fp: 85, fn: 27, tn: 259 });
  expect(counts['valve1/13.csv']).toEqual({ tp: 325, fp: 0, fn: 74, tn: 341 });
  expect(counts['valve2/3.csv']).toEqual({ tp: 305, fp: 33, fn: 90, tn: 167 });
  const { f1, farPercent, marPercent } = ratesOf(addCounts(Object.values(counts)));
  expect([f1.toFixed(4), farPercent.toFixed(2), marPercent.toFixed(2)]).toEqual(['0.7509', '26.83', '26.19']);
});

skipWithoutData('the deviation detector reaches its figures with one configuration', () => {
  const { f1, farPercent } = ratesOf(addCounts(own(readSkab()).map((file) => judgeFile(file, fitFile(file, 'deviation')).counts)));
  expect(f1).toBeGreaterThan(0.83);
  expect(farPercent).toBeLessThan(15);
});
