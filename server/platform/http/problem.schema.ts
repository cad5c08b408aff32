import { type Static, Type } from 'typebox';

/** RFC 9457 problem details with a stable `code`; `instance` is the request id that is also in the log. */
export const ProblemDetails = Type.Object(
  {
    type: Type.String({ description: 'urn:problem:<code>' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.Optional(Type.String()),
    instance: Type.Optional(Type.String()),
    errors: Type.Optional(Type.Array(Type.Object({ pointer: Type.String(), detail: Type.String() }))),
    extra: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { $id: 'ProblemDetails' },
);
export type ProblemDetails = Static<typeof ProblemDetails>;
