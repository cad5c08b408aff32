import { type Static, Type } from 'typebox';
import { Id, orNull, Sha256, words } from '../../platform/http/page.schema.ts';

const closed = { additionalProperties: false } as const;

/** What a class of labels means in the words of the fault catalogue; no fault id: the plant calls it free of faults. */
export const ClassMeaning = Type.Object(
  {
    class: Type.String({ minLength: 1, maxLength: 200 }),
    faultIds: Type.Array(Type.String({ pattern: '^[A-Z]\\d\\d$' }), { maxItems: 20 }),
  },
  closed,
);
export type ClassMeaning = Static<typeof ClassMeaning>;

/** What a learned model says about a recording, beside what rules and physics say; it changes nothing of theirs. */
export const ModelVote = Type.Object(
  {
    modelId: Id,
    target: Type.String(),
    version: Type.Integer(),
    modelSha256: Sha256,
    trainingSha256: Sha256,
    answer: orNull(Type.String({ description: 'the class it sees; null: it abstains (`because`), or sees several (`shares`)' })),
    probability: orNull(Type.Number({ description: 'calibrated, mean over the cycles with this answer' })),
    cycles: Type.Integer(),
    answered: Type.Integer(),
    shares: Type.Array(Type.Object({ class: Type.String(), cycles: Type.Integer(), probability: Type.Number() }, closed), {
      description: 'of the answered cycles, most first',
    }),
    abstained: Type.Object({ outside: Type.Integer(), unsure: Type.Integer(), missing: Type.Integer() }, closed),
    because: orNull(Type.String({ description: 'why it abstains' })),
    comparison: Type.Object(
      {
        outcome: words(['agrees', 'disagrees', 'not-comparable']),
        sentence: Type.String({ description: 'what rules and model say; where they are not comparable, the reason' }),
      },
      closed,
    ),
  },
  closed,
);
export type ModelVote = Static<typeof ModelVote>;
