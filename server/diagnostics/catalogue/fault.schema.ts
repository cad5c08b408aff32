import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;
const Text = Type.String({ minLength: 2 });

/** One expected sign of a fault. Without an indicator a person has to look: it counts as possible evidence, never as measured. */
export const FaultSymptom = Type.Object(
  {
    id: Type.String({ pattern: '^[A-Z]\\d\\d-\\d+$' }),
    text: Text,
    indicator: Type.Union([Type.String(), Type.Null()]),
    direction: Type.Union([Type.Literal('high'), Type.Literal('low'), Type.Literal('not-high'), Type.Literal('not-low'), Type.Null()]),
    weight: Type.Number({ exclusiveMinimum: 0, description: 'log-odds when fully present (specificity of the symptom for the fault)' }),
    absenceWeight: Type.Number({ minimum: 0, description: 'log-odds taken away when measured and absent' }),
    range: Type.Optional(
      Type.Tuple([Type.Number(), Type.Number()], { description: 'indicator values of membership 0 and 1, instead of the limits' }),
    ),
  },
  closed,
);
export type FaultSymptom = Static<typeof FaultSymptom>;

export const Fault = Type.Object(
  {
    id: Type.String({ pattern: '^[PVCAKFOI]\\d\\d$' }),
    names: Type.Object({ en: Text, de: Type.Optional(Text) }, closed),
    componentKinds: Type.Array(Type.String(), { minItems: 1 }),
    component: Text,
    description: Text,
    symptoms: Type.Array(FaultSymptom, { minItems: 1 }),
    causes: Type.Array(Text, { minItems: 1 }),
    checks: Type.Array(Text, { minItems: 1 }),
    actions: Type.Array(Text, { minItems: 1 }),
    severity: Type.Integer({ minimum: 1, maximum: 5 }),
    failureMode: Type.Union([Type.String(), Type.Null()]),
    basis: Type.Array(Type.Union([Type.Literal('TB'), Type.Literal('EX'), Type.Literal('UCI')]), { minItems: 1 }),
    safety: Type.Array(Text),
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
