import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { composeReport } from '../document.composer.ts';
import { fixtureInput } from '../fixtures/report-input.fixture.ts';
import { typesetPages } from '../formats/pdf.format.ts';
import { pagesOf } from './page.svg.ts';

const whole = typesetPages(composeReport(fixtureInput()));
const pages = pagesOf(whole);

function wellFormed(xml: string): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
}

test('a long picture is cut into its pages, each with all that it refers to and nothing of the others', () => {
  expect(pages.length).toBeGreaterThan(3);
  for (const page of pages) {
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const referred = [...page.matchAll(/xlink:href="#([^"]+)"|url\(#([^")]+)\)/g)].map(([, a, b]) => a ?? b);
    expect(referred.filter((id) => !ids.has(id))).toEqual([]);
    expect(page.length).toBeLessThan(whole.length);
    expect(() => wellFormed(page)).not.toThrow();
  }
  const text = (svg: string) => svg.match(/<use /g)?.length ?? 0;
  expect(pages.reduce((sum, page) => sum + text(page), 0)).toBeGreaterThanOrEqual(text(whole));
});

test('pages stand one below the other: each shows its own part', () => {
  const tops = pages.map((page) => Number(/viewBox="0 ([\d.]+)/.exec(page)?.[1]));
  const step = tops[1]! - tops[0]!;
  tops.forEach((top, index) => {
    expect(top).toBeCloseTo(index * step, 3);
  });
});
