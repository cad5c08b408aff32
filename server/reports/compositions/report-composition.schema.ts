import { type Static, Type } from 'typebox';
import { Id, orNull, words } from '../../platform/http/page.schema.ts';

const closed = { additionalProperties: false } as const;

export const ReportLanguage = words(['en', 'de']);
export type ReportLanguage = Static<typeof ReportLanguage>;

/** Sections of a report that a person may switch off, in the order of the report. */
export const optionalSections = [
  'comparison',
  'scope',
  'quality',
  'method',
  'results',
  'findings',
  'learned-models',
  'guided-tests',
  'recommendations',
  'annotations',
  'pins',
  'figures',
] as const;
/** What a reader must never miss: these are always there. */
export const fixedSections = ['overview', 'summary', 'limitations', 'evidence', 'sign-off'] as const;

export const SectionChoice = Type.Object({ id: words(optionalSections), included: Type.Boolean() }, closed);
export type SectionChoice = Static<typeof SectionChoice>;

/** A section of the document: its id; of a report on several recordings, the recording and the id. */
const SectionKey = Type.String({ minLength: 1, maxLength: 80, pattern: '^([0-9a-f-]{36}/)?[a-z-]{1,40}$' });
const Author = Type.String({ minLength: 1, maxLength: 200 });

/** Another wording of a paragraph. `{1}`, `{2}` … stand for the numbers of the paragraph that is replaced, in their order there. */
export const TextEdit = Type.Object(
  {
    slot: Type.String({ minLength: 1, maxLength: 160, description: 'names the paragraph by its words, so it fits no other' }),
    text: Type.String({ minLength: 1, maxLength: 4000 }),
    author: Author,
  },
  closed,
);
export type TextEdit = Static<typeof TextEdit>;

/** Text of a person's own. The report says whose it is. An empty line begins a new paragraph. */
export const OwnBlock = Type.Object(
  {
    section: SectionKey,
    place: words(['start', 'end']),
    title: orNull(Type.String({ minLength: 1, maxLength: 200 })),
    text: Type.String({ minLength: 1, maxLength: 20_000 }),
    author: Author,
  },
  closed,
);
export type OwnBlock = Static<typeof OwnBlock>;

/** A figure that somebody pinned in the plot workspace; what it shows is frozen with the report. */
export const Pin = Type.Object(
  {
    id: Id,
    recordingId: Id,
    channels: Type.Array(Type.Integer({ minimum: 0 }), { minItems: 1, maxItems: 12 }),
    fromMs: Type.Number({ minimum: 0 }),
    toMs: Type.Number({ minimum: 0 }),
    title: Type.String({ minLength: 1, maxLength: 200 }),
    sentence: Type.String({ maxLength: 1000, description: 'what the figure shows, in the words of the one who pinned it' }),
    author: Author,
  },
  closed,
);
export type Pin = Static<typeof Pin>;

export const logoTypes = ['image/png', 'image/jpeg', 'image/svg+xml'] as const;
export const Logo = Type.Object(
  {
    mediaType: words(logoTypes),
    base64: Type.String({ minLength: 1, maxLength: 700_000, description: 'of at most 512 KiB' }),
  },
  closed,
);
export type Logo = Static<typeof Logo>;

/** A template as it was when it was chosen: later changes of it change no report. */
export const TemplateCopy = Type.Object(
  {
    id: Id,
    version: Type.Integer({ minimum: 1 }),
    name: Type.String(),
    company: orNull(Type.String()),
    logo: orNull(Logo),
    confidentiality: orNull(Type.String()),
  },
  closed,
);
export type TemplateCopy = Static<typeof TemplateCopy>;

/** What a person chose and wrote in a draft. */
export const ReportComposition = Type.Object(
  {
    title: orNull(Type.String({ minLength: 1, maxLength: 200 })),
    language: ReportLanguage,
    template: orNull(TemplateCopy),
    sections: Type.Array(SectionChoice, { maxItems: optionalSections.length }),
    texts: Type.Array(TextEdit, { maxItems: 500 }),
    blocks: Type.Array(OwnBlock, { maxItems: 200 }),
    pins: Type.Array(Pin, { maxItems: 40 }),
  },
  { $id: 'ReportComposition', ...closed },
);
export type ReportComposition = Static<typeof ReportComposition>;

export const blankComposition: ReportComposition = {
  title: null,
  language: 'en',
  template: null,
  sections: [],
  texts: [],
  blocks: [],
  pins: [],
};
