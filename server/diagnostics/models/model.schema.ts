import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, orNull, pageOf, pageQuery, Sha256, words } from '../../platform/http/page.schema.ts';
import { Job } from '../../platform/jobs/job.schema.ts';
import { ClassMeaning } from './model-vote.schema.ts';

const closed = { additionalProperties: false } as const;

/** A validation: whole runs held out, or single cycles at random (what a random split would have pretended). */
const Validation = Type.Object(
  {
    holdout: words(['runs', 'random']),
    cycles: Type.Integer(),
    runs: Type.Integer(),
    folds: Type.Integer(),
    accuracy: Type.Number({ description: 'share 0..1 when every cycle has to be answered' }),
    balancedAccuracy: Type.Number(),
    answered: Type.Number({ description: 'share of cycles the model does not abstain from' }),
    answeredAccuracy: Type.Number(),
    calibrationError: Type.Number(),
    classes: Type.Array(Type.String()),
    confusion: Type.Array(Type.Array(Type.Integer()), { description: 'truth x answer' }),
    chosen: Type.Array(Type.String(), { description: 'what each fold judged by' }),
    /** Absent in models of before this was kept, as the next one. */
    reliability: Type.Optional(
      Type.Array(Type.Object({ cycles: Type.Integer(), probability: Type.Number(), accuracy: Type.Number() }, closed), {
        description: 'held-out cycles in bins of a tenth of their probability: said and found',
      }),
    ),
    open: Type.Optional(
      Type.Array(Type.Object({ class: Type.String(), cycles: Type.Integer(), outside: Type.Integer(), unsure: Type.Integer() }, closed), {
        description: 'where it abstains, by the true class',
      }),
    ),
  },
  { $id: 'ModelValidation', ...closed },
);

/** A model of one system and target, as a list shows it. */
export const LearnedModel = Type.Object(
  {
    id: Id,
    systemId: Id,
    target: Type.String(),
    version: Type.Integer(),
    isNewest: Type.Boolean(),
    basis: Type.String(),
    /** What it learned from; absent in models of before this was kept. */
    training: Type.Optional(
      Type.Object(
        {
          labelsSha256: Sha256,
          sources: Type.Array(Type.Object({ name: Type.String(), sha256: Sha256 }, closed)),
          classes: Type.Array(Type.Object({ class: Type.String(), cycles: Type.Integer(), runs: Type.Integer() }, closed)),
        },
        closed,
      ),
    ),
    meanings: Type.Optional(Type.Array(ClassMeaning, { description: 'what the plant said its classes mean; absent: nothing' })),
    byRuns: Validation,
    atRandom: Validation,
    modelSha256: Sha256,
    trainingSha256: Sha256,
    createdAt: Instant,
    createdBy: Type.String(),
  },
  { $id: 'LearnedModel', ...closed },
);
export type LearnedModel = Static<typeof LearnedModel>;

export const ModelTraining = Type.Object(
  {
    target: Type.String({ minLength: 1, maxLength: 200 }),
    labels: Type.String({
      minLength: 1,
      maxLength: 2_000_000,
      description: 'text of the label file: cycle,<target>… or recording,cycle,<target>…',
    }),
    columns: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 100 })),
    recordings: Type.Optional(
      Type.Array(Id, { minItems: 1, maxItems: 100, description: 'absent: all of the system that the labels name, or its only one' }),
    ),
    cycleLengthS: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, description: 'for recordings that declare no cycles; cycles count from the first sample' }),
    ),
    meanings: Type.Optional(
      Type.Array(ClassMeaning, { maxItems: 20, description: 'classes in the words of the fault catalogue, to be compared with the rules' }),
    ),
    validateOnly: Type.Optional(Type.Boolean()),
    seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 2 ** 31 })),
  },
  { $id: 'ModelTraining', ...closed },
);
export type ModelTraining = Static<typeof ModelTraining>;

export const ModelAnswer = Type.Object(
  {
    cycle: Type.Integer(),
    answer: orNull(Type.String({ description: 'the likeliest class, also when the model abstains' })),
    probability: orNull(Type.Number()),
    probabilities: Type.Record(Type.String(), Type.Number()),
    abstained: orNull(words(['outside', 'unsure', 'missing'])),
    furthest: orNull(Type.Object({ channel: Type.String(), timesLimit: Type.Number() }, closed)),
  },
  { $id: 'ModelAnswer', ...closed },
);
export type ModelAnswer = Static<typeof ModelAnswer>;

const tags = ['models'] as const;
export const modelApi = {
  train: {
    method: 'POST',
    url: '/api/v1/systems/:id/models',
    bodyLimit: 2_500_000,
    permission: 'diagnoses:run',
    schema: {
      operationId: 'trainModel',
      summary: 'Learn from labelled cycles',
      tags,
      params: ById,
      body: ModelTraining,
      response: { 202: Job },
    },
  },
  list: {
    method: 'GET',
    url: '/api/v1/models',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'listModels',
      summary: 'Learned models with their validation, newest first',
      tags,
      querystring: pageQuery({ systemId: Type.Optional(Id), newest: Type.Optional(Type.Boolean()) }),
      response: { 200: pageOf(LearnedModel) },
    },
  },
  apply: {
    method: 'GET',
    url: '/api/v1/recordings/:id/model-answers',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'applyModel',
      summary: 'What a learned model says about every cycle of a recording',
      tags,
      params: ById,
      querystring: pageQuery({ modelId: Id }),
      response: { 200: pageOf(ModelAnswer) },
    },
  },
} as const satisfies Record<string, Endpoint>;
