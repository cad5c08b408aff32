import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, orNull, pageOf, pageQuery, words } from '../../platform/http/page.schema.ts';

const closed = { additionalProperties: false } as const;
const Reason = Type.String({ minLength: 5, maxLength: 2000, description: 'what was found, and how' });

/** What the plant found out about a finding: the machine was opened, the part replaced, the cause was another one. */
export const DecisionWord = words(['confirmed', 'refuted', 'deferred']);
export type DecisionWord = Static<typeof DecisionWord>;

export const Decision = Type.Object(
  {
    id: Id,
    systemId: Id,
    recordingId: Id,
    recordingName: Type.String(),
    faultId: Type.String(),
    fault: Type.String(),
    confidence: Type.Number({ description: 'of the finding when it was decided on' }),
    decision: DecisionWord,
    reason: Type.String(),
    createdAt: Instant,
    createdBy: Type.String(),
    withdrawn: orNull(Type.Object({ at: Instant, by: Type.String(), reason: Type.String() }, closed)),
  },
  { $id: 'Decision', ...closed },
);
export type Decision = Static<typeof Decision>;

export const NewDecision = Type.Object(
  { faultId: Type.String({ pattern: '^[A-Z]\\d\\d$' }), decision: DecisionWord, reason: Reason },
  closed,
);
export type NewDecision = Static<typeof NewDecision>;

export const Withdrawal = Type.Object({ reason: Reason }, closed);

const tags = ['diagnostics'] as const;
export const decisionApi = {
  decide: {
    method: 'POST',
    url: '/api/v1/recordings/:id/decisions',
    permission: 'diagnoses:decide',
    schema: {
      operationId: 'decideFinding',
      summary: 'Confirm, refute or defer a finding of the newest diagnosis, with a reason',
      tags,
      params: ById,
      body: NewDecision,
      response: { 201: Decision },
    },
  },
  list: {
    method: 'GET',
    url: '/api/v1/decisions',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'listDecisions',
      summary: 'Decisions of a system or recording, newest first, withdrawn ones included',
      tags,
      querystring: pageQuery({ systemId: Type.Optional(Id), recordingId: Type.Optional(Id) }),
      response: { 200: pageOf(Decision) },
    },
  },
  withdraw: {
    method: 'POST',
    url: '/api/v1/decisions/:id/withdraw',
    permission: 'diagnoses:decide',
    schema: {
      operationId: 'withdrawDecision',
      summary: 'Take a decision back: it stays on record and counts no longer',
      tags,
      params: ById,
      body: Withdrawal,
      response: { 200: Decision },
    },
  },
} as const satisfies Record<string, Endpoint>;
