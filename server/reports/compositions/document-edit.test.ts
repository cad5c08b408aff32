import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { composeForEditing, composeReport } from '../document.composer.ts';
import { fixtureInput, fixtureInputWithVotesAndTests } from '../fixtures/report-input.fixture.ts';
import { reportHtml } from '../formats/html.format.ts';
import { typesetPdf } from '../formats/pdf.format.ts';
import { type Block, ReportDocument } from '../report-document.schema.ts';
import { editSections, slotsOf } from './document-edit.ts';
import { blankComposition, optionalSections, type ReportComposition } from './report-composition.schema.ts';
import { editableWording } from './wording-token.ts';

const input = fixtureInputWithVotesAndTests();
const whole = composeReport(input);
const chosen = (change: Partial<ReportComposition>): ReportComposition => ({ ...blankComposition, ...change });
const textOf = (document: ReportDocument, id: string) => JSON.stringify(document.sections.find((section) => section.id === id));
const slot = (id: string, words: string) => {
  const found = composeForEditing(input).sections.flatMap((one) => (one.section.id === id ? slotsOf(one) : []));
  return found.find(({ runs }) =>
    runs
      .map(({ text }) => text)
      .join('')
      .includes(words),
  )!;
};

describe('a composition', () => {
  it('that chooses nothing changes nothing', () => {
    expect(composeReport(input, blankComposition)).toEqual(whole);
    expect(composeReport(input, chosen({ sections: optionalSections.map((id) => ({ id, included: true })) }))).toEqual(whole);
  });

  it('leaves sections out, says so, and numbers tables and figures anew without a hole', () => {
    const sections = optionalSections.map((id) => ({ id, included: false }));
    const document = composeReport(input, chosen({ sections }));
    expect(document.sections.map(({ id }) => id)).toEqual(['summary', 'limitations', 'evidence', 'sign-off']);
    expect(textOf(document, 'limitations')).toContain(
      'Sections left out: Machine and scope, Data and quality, Method, Results per component',
    );
    expect(Value.Errors(ReportDocument, document)).toEqual([]);
    const blocks = document.sections.flatMap((section) => section.blocks);
    const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block.number] : []));
    expect(tables).toEqual(tables.map((_, index) => index + 1));
    expect(document.figures.map(({ number }) => number)).toEqual(document.figures.map((_, index) => index + 1));
    expect(blocks.flatMap((block) => (block.kind === 'figure' ? [block.figure] : []))).toEqual(document.figures.map(({ id }) => id));
    expect(document.evidence).toEqual(whole.evidence);
  });

  it('words a paragraph anew and tells who did it and what it leaves out', () => {
    const { slot: name, runs } = slot('summary', 'very likely fouled');
    const { template } = editableWording(runs);
    expect(template).toContain('from {1} to {2}');
    const document = composeReport(input, chosen({ texts: [{ slot: name, text: 'Clean it: only {2} are left.', author: 'M. Example' }] }));
    expect(textOf(document, 'summary')).toContain('Clean it: only ');
    expect(textOf(document, 'summary')).toContain('21 %');
    expect(textOf(document, 'summary')).not.toContain('46 % to');
    expect(textOf(document, 'limitations')).toContain('Sentences were worded by M. Example in: Summary.');
    expect(textOf(document, 'limitations')).toContain('These new sentences leave out: 46 %; 1; 40.');
  });

  it('uses no wording that says a number of its own, or that belongs to another sentence, and tells that', () => {
    const { slot: name } = slot('summary', 'very likely fouled');
    const texts = [
      { slot: name, text: 'Effectiveness is 99 %', author: 'E. Vil' },
      { slot: `${name}0`, text: 'Nothing', author: 'E. Vil' },
    ];
    const document = composeReport(input, chosen({ texts }));
    expect(textOf(document, 'summary')).toBe(textOf(whole, 'summary'));
    expect(textOf(document, 'limitations')).toContain('2 edits by E. Vil could not be used');
  });

  it('never rewords limitations, the evidence list or the sign-off', () => {
    const { sections } = composeForEditing(input);
    for (const one of sections.filter(({ key }) => ['limitations', 'evidence', 'sign-off'].includes(key))) expect(slotsOf(one)).toEqual([]);
    expect(sections.flatMap(slotsOf).length).toBeGreaterThan(20);
    const names = sections.flatMap(slotsOf).map((one) => one.slot);
    expect(new Set(names).size).toBe(names.length);
  });

  it('marks text of a person with its author and tells of it', () => {
    const block = {
      section: 'findings',
      place: 'start',
      title: 'From the shift',
      text: 'Heard a noise.\n\nAt 40 bar.',
      author: 'T. Other',
    } as const;
    const document = composeReport(input, chosen({ blocks: [block] }));
    const [label, first, second] = document.sections.find(({ id }) => id === 'findings')?.blocks ?? [];
    expect(label).toEqual({ kind: 'label', text: 'From the shift' });
    expect([first, second].map((one) => runText(one))).toEqual(['Heard a noise.', 'At 40 bar. (T. Other)']);
    expect(textOf(document, 'limitations')).toContain('Text was added by T. Other in: Findings.');
    const gone = composeReport(input, chosen({ blocks: [block], sections: [{ id: 'findings', included: false }] }));
    expect(textOf(gone, 'limitations')).toContain('1 edit by T. Other could not be used');
  });

  it('puts company, logo and confidentiality of its template on the report', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>';
    const logo = { mediaType: 'image/svg+xml', base64: Buffer.from(svg).toString('base64') } as const;
    const template = {
      id: '01980000-0000-7000-8000-000000000001',
      version: 3,
      name: 'House',
      company: 'Works AG',
      logo,
      confidentiality: 'Internal',
    };
    const document = composeReport(input, chosen({ template, title: 'A \u202etitle' }));
    expect(document).toMatchObject({ title: 'A title', letterhead: { company: 'Works AG', confidentiality: 'Internal' } });
    expect(reportHtml(document)).toContain('data:image/svg+xml;base64,');
    expect(Buffer.from(await typesetPdf(document)).toString('latin1')).toContain('<pdfaid:part>2</pdfaid:part>');
  });
});

describe('a text that names a section only, as those of templates do', () => {
  const summary = { id: 'summary', title: 'Summary', annex: false, blocks: [] };
  const block = { section: 'summary', place: 'end', title: null, text: 'Call the works office.', author: 'T. Other' } as const;
  const parts = ['a', 'b'].map((part) => ({ key: `${part}/summary`, section: summary }));

  it('stands once in a report on several recordings: in the first section of that kind', () => {
    const { sections, account } = editSections(parts, chosen({ blocks: [block] }));
    expect(sections.map(({ section }) => section.blocks.length)).toEqual([1, 0]);
    expect(account.unused).toEqual([]);
  });

  it('is told as unused where there is no such section', () => {
    const { account } = editSections(parts, chosen({ blocks: [{ ...block, section: 'method' }] }));
    expect(account.unused).toEqual([{ text: block.text, author: block.author }]);
  });
});

describe('text that wants to be more than text', () => {
  const hostile = [
    '#panic("x") $x$ *b* @ref <l>',
    '<script>alert(1)</script>',
    '=HYPERLINK("http://x")',
    '\u202e%64\u202c\u0000\ud800',
    'x'.repeat(100_000),
  ];

  it.each(hostile.map((text) => [text.slice(0, 30), text]))('stays text: %j', async (_, text) => {
    const { slot: name } = slot('summary', 'very likely fouled');
    const document = composeReport(
      input,
      chosen({
        title: text.slice(0, 150),
        texts: [{ slot: name, text: text.replace(/\p{N}/gu, ''), author: text.slice(0, 40) }],
        blocks: [{ section: 'summary', place: 'end', title: text.slice(0, 150), text, author: text.slice(0, 40) }],
      }),
    );
    expect(Value.Errors(ReportDocument, document)).toEqual([]);
    expect(JSON.stringify(document.sections)).not.toMatch(/[\u202a-\u202e]|\\u0000|\\ud800/);
    expect(reportHtml(document)).not.toContain('<script');
    expect(Buffer.from(await typesetPdf(document)).toString('latin1')).toContain('%PDF-1.7');
  });
});

describe('pinned figures', () => {
  it('stand in the order of their pins with the sentence of the one who pinned them', () => {
    const id = '01980000-0000-7000-8000-0000000000aa';
    const recordingId = input.parts[0]!.diagnosis.recording.id;
    const envelopes = fixtureInput().parts[0]!.figures[0]!.envelopes;
    const pinned = { ...input, pinned: [{ id, recordingId, title: null, envelopes }] };
    const pin = {
      id,
      recordingId,
      channels: [2, 3],
      fromMs: 0,
      toMs: 1000,
      title: 'Oil before and after',
      sentence: 'The gap closes',
      author: 'T. Other',
    };
    const document = composeReport(pinned, chosen({ pins: [pin] }));
    const blocks = document.sections.find((section) => section.id === 'pins')?.blocks ?? [];
    expect(blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'figure']);
    expect(runText(blocks[0])).toBe('Figure: The gap closes. (T. Other)');
    expect(document.figures.find((figure) => figure.id === `channels-pin-${id}`)?.caption).toContain('Oil before and after.');
    const lost = composeReport(input, chosen({ pins: [pin] }));
    expect(textOf(lost, 'limitations')).toContain('1 edit by T. Other could not be used');
    expect(composeReport(pinned, blankComposition).sections.map((section) => section.id)).not.toContain('pins');
  });
});

function runText(block: Block | undefined): string {
  return block?.kind === 'paragraph' ? block.runs.map(({ text }) => text).join('') : '';
}
