import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { composeReport } from '../document.composer.ts';
import { fixtureInput } from '../fixtures/report-input.fixture.ts';
import { reportHtml } from './html.format.ts';

const document = composeReport(fixtureInput());
const html = reportHtml(document);
const idsOf = (text: string) => [...text.matchAll(/ id="([^"]+)"/g)].map((match) => match[1] ?? '');

test('the same document gives the same bytes', () => {
  expect(reportHtml(composeReport(fixtureInput()))).toBe(html);
});

test('every link leads to a place in the file, and every place has its name once', () => {
  const ids = idsOf(html);
  expect(new Set(ids).size).toBe(ids.length);
  const targets = [...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1] ?? '');
  expect(targets.length).toBeGreaterThan(50);
  for (const target of targets) expect(ids).toContain(target);
});

test('nothing is loaded from anywhere, and nothing runs', () => {
  expect(html).not.toMatch(/<script|<iframe|<object|<link| on\w+=|javascript:|src=|url\((?!#)|@import/i);
  expect(html).toContain(`default-src 'none'`);
  for (const address of html.matchAll(/https?:\/\/[^"\s<]+/g))
    expect(address[0]).toMatch(/^http:\/\/www\.w3\.org\/(2000\/svg|1999\/xlink)$/);
});

test('every section, figure and table of the document is there, with an alternative text', () => {
  for (const { id, title } of document.sections) {
    expect(html).toContain(`id="section-${id}"`);
    expect(html).toContain(title);
  }
  expect(html.match(/<figure /g)).toHaveLength(document.figures.length);
  expect(html.match(/<svg role="img" aria-label="[^"]{20,}"/g)).toHaveLength(document.figures.length);
  const tables = document.sections.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'table'));
  expect(html.match(/<caption>/g)).toHaveLength(tables.length);
});

test('its elements are closed in the order they were opened', () => {
  const body = html.slice(html.indexOf('<body>'), html.indexOf('</html>'));
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(body).close();
  expect(body.length).toBeGreaterThan(10_000);
});

test('text from files and people stays text', () => {
  const hostile = `<img src=x onerror="alert(1)">&'"`;
  const input = fixtureInput();
  const { system } = input.parts[0]!;
  const channels = system.channels.map((channel) => ({ ...channel, name: hostile }));
  const made = reportHtml(
    composeReport({
      ...fixtureInput({ system: { ...system, systemName: hostile, note: hostile, channels } }),
      title: hostile,
      author: hostile,
    }),
  );
  expect(made).not.toContain('<img');
  expect(made).toContain('&#60;img src=x onerror=&#34;alert(1)&#34;&#62;&#38;&#39;&#34;');
});
