import { Type } from 'typebox';

/** Headers of an operation that changes only what its caller has looked at: the entity tag of that state (RFC 9110, 13.1.1). */
export const IfMatch = Type.Object({
  'if-match': Type.Optional(Type.String({ maxLength: 1000, description: 'required; 428 without it' })),
});
