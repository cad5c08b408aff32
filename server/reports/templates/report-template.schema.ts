import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { IfMatch } from '../../platform/http/if-match.schema.ts';
import { ById, Id, Instant, Name, orNull, PageQuery, pageOf, Sha256, words } from '../../platform/http/page.schema.ts';
import { logoTypes, optionalSections, ReportLanguage, SectionChoice } from '../compositions/report-composition.schema.ts';

const closed = { additionalProperties: false } as const;

/** Sections that every report has and that take text of one's own. */
export const textSections = ['summary', 'scope', 'quality', 'method', 'results', 'findings', 'recommendations', 'limitations'] as const;

/** A text that comes into every report made with the template, under the name of whoever chose the template. */
export const TemplateText = Type.Object(
  {
    section: words(textSections),
    place: words(['start', 'end']),
    title: orNull(Type.String({ minLength: 1, maxLength: 200 })),
    text: Type.String({ minLength: 1, maxLength: 4000 }),
  },
  closed,
);

const choices = {
  company: orNull(Name),
  language: orNull(ReportLanguage),
  confidentiality: orNull(Type.Intersect([Name, Type.String({ maxLength: 100 })])),
  sections: Type.Array(SectionChoice, { maxItems: optionalSections.length, description: 'those not named are there' }),
  blocks: Type.Array(TemplateText, { maxItems: 20 }),
};

/** What a template puts on a report, without the logo. */
export const TemplateContent = Type.Object(choices, closed);
export type TemplateContent = Static<typeof TemplateContent>;

export const mostLogoBytes = 512 * 1024;
export const mostLogoPx = 4000;
const NewLogo = Type.Object(
  {
    base64: Type.String({
      minLength: 4,
      maxLength: 700_000,
      description: 'PNG, JPEG or SVG, at most 512 KiB and 4000 px; told by its bytes',
    }),
  },
  closed,
);

const named = { name: Name, isDefault: Type.Boolean({ description: 'taken by new reports that choose none; at most one is' }) };
export const NewReportTemplate = Type.Object({ ...named, ...choices, logo: orNull(NewLogo) }, { $id: 'NewReportTemplate', ...closed });
export type NewReportTemplate = Static<typeof NewReportTemplate>;

export const ReportTemplateChange = Type.Object(
  { ...named, ...choices, logo: Type.Optional({ ...orNull(NewLogo), description: 'absent: stays as it is' }) },
  { $id: 'ReportTemplateChange', ...closed },
);
export type ReportTemplateChange = Static<typeof ReportTemplateChange>;

/** What a company puts on its reports. Drafts keep the version that was chosen; a change makes a new one. */
export const ReportTemplate = Type.Object(
  {
    id: Id,
    ...named,
    version: Type.Integer({ minimum: 1 }),
    tag: Type.String({ description: 'the entity tag of this state: a change sends it as If-Match' }),
    ...choices,
    logo: orNull(Type.Object({ mediaType: words(logoTypes), sha256: Sha256, bytes: Type.Integer() }, closed)),
    updatedAt: Instant,
    updatedBy: Type.String(),
  },
  { $id: 'ReportTemplate', ...closed },
);
export type ReportTemplate = Static<typeof ReportTemplate>;

const { name, updatedAt, updatedBy, version, logo: storedLogo } = ReportTemplate.properties;
/** A template as it was in one of its versions: what a report that names the version was made with. */
export const ReportTemplateVersion = Type.Object(
  { version, name, ...choices, logo: storedLogo, updatedAt, updatedBy },
  { $id: 'ReportTemplateVersion', ...closed },
);
export type ReportTemplateVersion = Static<typeof ReportTemplateVersion>;

/** A template as a file that can be handed to another plant, with its logo. */
export const ReportTemplateFile = Type.Object(
  { format: Type.Literal('sightglass-report-template'), formatVersion: Type.Literal(1), name: Name, ...choices, logo: orNull(NewLogo) },
  { $id: 'ReportTemplateFile', ...closed },
);
export type ReportTemplateFile = Static<typeof ReportTemplateFile>;
/** Largest template file in bytes. */
export const mostTemplateFileBytes = 1024 * 1024;

const tags = ['reports'] as const;
const bodyLimit = 1024 * 1024;
const tagged = 'If-Match names the state that was looked at (`tag`); 412 when it is another one by now.';
export const reportTemplateApi = {
  list: {
    method: 'GET',
    url: '/api/v1/report-templates',
    permission: 'reports:read',
    schema: {
      operationId: 'listReportTemplates',
      summary: 'Templates of reports by name: company, logo, language, sections, texts',
      tags,
      querystring: PageQuery,
      response: { 200: pageOf(ReportTemplate) },
    },
  },
  get: {
    method: 'GET',
    url: '/api/v1/report-templates/:id',
    permission: 'reports:read',
    schema: { operationId: 'getReportTemplate', summary: 'One template of reports', tags, params: ById, response: { 200: ReportTemplate } },
  },
  logo: {
    method: 'GET',
    url: '/api/v1/report-templates/:id/logo/:sha256',
    permission: 'reports:read',
    schema: {
      operationId: 'getReportTemplateLogo',
      summary: 'A logo of a template, also of an earlier version of it, as a picture',
      tags,
      params: Type.Object({ id: Id, sha256: Sha256 }, closed),
      response: { 200: Type.String() },
    },
  },
  versions: {
    method: 'GET',
    url: '/api/v1/report-templates/:id/versions',
    permission: 'reports:read',
    schema: {
      operationId: 'listReportTemplateVersions',
      summary: 'A template as it was in each of its versions, the newest first',
      tags,
      params: ById,
      querystring: PageQuery,
      response: { 200: pageOf(ReportTemplateVersion) },
    },
  },
  create: {
    method: 'POST',
    url: '/api/v1/report-templates',
    permission: 'reports:configure',
    bodyLimit,
    schema: {
      operationId: 'createReportTemplate',
      summary: 'Add a template of reports',
      tags,
      body: NewReportTemplate,
      response: { 201: ReportTemplate },
    },
  },
  change: {
    method: 'PUT',
    url: '/api/v1/report-templates/:id',
    permission: 'reports:configure',
    bodyLimit,
    schema: {
      operationId: 'changeReportTemplate',
      summary: 'Change a template: a new version of it; reports that were made with it stay as they are',
      description: tagged,
      tags,
      params: ById,
      headers: IfMatch,
      body: ReportTemplateChange,
      response: { 200: ReportTemplate },
    },
  },
  remove: {
    method: 'DELETE',
    url: '/api/v1/report-templates/:id',
    permission: 'reports:configure',
    schema: {
      operationId: 'deleteReportTemplate',
      summary: 'Delete a template; reports that were made with it keep their copy',
      description: tagged,
      tags,
      params: ById,
      headers: IfMatch,
      response: { 204: Type.Null({ description: 'no content' }) },
    },
  },
} as const satisfies Record<string, Endpoint>;
