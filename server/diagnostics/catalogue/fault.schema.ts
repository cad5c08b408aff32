import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;
const Text = Type.String({ minLength: 2, maxLength: 1000 });

/** One expected sign of a fault. Without an indicator a person has to look: it counts as possible evidence, never as measured. */
export const FaultSymptom = Type.Object(
  {
    id: Type.String({ pattern: '^[A-Z]\\d\\d-\\d+$' }),
    text: Text,
    indicator: Type.Union([Type.String({ maxLength: 100 }), Type.Null()]),
    direction: Type.Union([Type.Literal('high'), Type.Literal('low'), Type.Literal('not-high'), Type.Literal('not-low'), Type.Null()]),
    weight: Type.Number({ exclusiveMinimum: 0, description: 'log-odds when fully present (specificity of the symptom for the fault)' }),
    absenceWeight: Type.Number({ minimum: 0, description: 'log-odds taken away when measured and absent' }),
    range: Type.Optional(
      Type.Tuple([Type.Number(), Type.Number()], { description: 'indicator values of membership 0 and 1, instead of the limits' }),
    ),
    wouldNeed: Type.Optional(
      Type.String({ minLength: 2, maxLength: 500, description: 'without an indicator: the measurement or look that would show it' }),
    ),
  },
  closed,
);
export type FaultSymptom = Static<typeof FaultSymptom>;

/** A fault of one design only (gear pump, water cooler): looked for where the nameplate says so. */
export const Applicability = Type.Object(
  {
    componentKind: Type.String({ maxLength: 40 }),
    nameplate: Type.String({ maxLength: 60, description: 'key of the nameplate, for example pumpType' }),
    words: Type.Optional(Type.Array(Text, { minItems: 1, maxItems: 20, description: 'one of them has to occur in the value' })),
    notWords: Type.Optional(Type.Array(Text, { minItems: 1, maxItems: 20, description: 'none of them may occur in the value' })),
    whenUnknown: Type.Boolean({ description: 'looked for when no nameplate says which design it is' }),
  },
  closed,
);
export type Applicability = Static<typeof Applicability>;

/** A measurement that tells one fault from others, as the plant writes it with its own entry. */
export const OwnTest = Type.Object(
  {
    against: Type.Array(Type.String({ pattern: '^[A-Z]\\d\\d$' }), { minItems: 1, maxItems: 20, description: 'ids of the other faults' }),
    do: Text,
    reading: Text,
  },
  closed,
);
export type OwnTest = Static<typeof OwnTest>;

export const Fault = Type.Object(
  {
    id: Type.String({ pattern: '^[PVCAKFOIX]\\d\\d$' }),
    names: Type.Object({ en: Text, de: Type.Optional(Text) }, closed),
    componentKinds: Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 13 }),
    component: Text,
    description: Text,
    symptoms: Type.Array(FaultSymptom, { minItems: 1, maxItems: 30 }),
    causes: Type.Array(Text, { minItems: 1, maxItems: 30 }),
    checks: Type.Array(Text, { minItems: 1, maxItems: 30 }),
    actions: Type.Array(Text, { minItems: 1, maxItems: 30 }),
    severity: Type.Integer({ minimum: 1, maximum: 5 }),
    failureMode: Type.Union([Type.String({ maxLength: 40 }), Type.Null()]),
    basis: Type.Array(Type.Union([Type.Literal('TB'), Type.Literal('EX'), Type.Literal('UCI')]), { minItems: 1, maxItems: 3 }),
    safety: Type.Array(Text, { maxItems: 10 }),
    appliesTo: Type.Optional(Applicability),
    tests: Type.Optional(
      Type.Array(OwnTest, { maxItems: 20, description: 'in an entry of the plant: instead of the product’s tests that name this fault' }),
    ),
    priorLogOdds: Type.Optional(
      Type.Number({
        minimum: -3,
        maximum: 3,
        description: 'how much likelier than other faults before evidence (plant’s experience); 0 when absent',
      }),
    ),
  },
  closed,
);
export type Fault = Static<typeof Fault>;

/** A measurement that tells hypotheses apart (C5). */
export const DiscriminatingTest = Type.Object({ between: Type.Array(Type.String(), { minItems: 2 }), do: Text, reading: Text }, closed);
export type DiscriminatingTest = Static<typeof DiscriminatingTest>;

export const Catalogue = Type.Object(
  { catalogueVersion: Type.String(), source: Text, faults: Type.Array(Fault), tests: Type.Array(DiscriminatingTest) },
  closed,
);
export type Catalogue = Static<typeof Catalogue>;
