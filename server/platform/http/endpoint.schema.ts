import type { Static, TSchema } from 'typebox';

/**
 * Who may call an operation. `public`: nobody needs to be logged in (login, set-up, health). `session`: any logged-in person.
 * Everything else is `<domain>:<verb>`, granted by roles (accounts/role.schema.ts). A route without a permission stops the start.
 */
export type Permission = 'public' | 'session' | `${string}:${string}`;

/** One API operation, declared once: the server validates with it, OpenAPI prints it, the renderer types its calls by it. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly permission: Permission;
  /** Only the desktop shell itself may call it, in the name of a person: no page and no program on the network can. */
  readonly isForShell?: boolean;
  /** Largest request body in bytes; the server's default (256 KiB) when absent. */
  readonly bodyLimit?: number;
  readonly schema: {
    readonly operationId: string;
    readonly summary: string;
    readonly description?: string;
    readonly tags: readonly string[];
    readonly params?: TSchema;
    readonly querystring?: TSchema;
    /** Headers that mean something to it, like `if-match`. */
    readonly headers?: TSchema;
    readonly body?: TSchema;
    readonly consumes?: readonly string[];
    readonly response: Readonly<Record<number, TSchema>>;
  };
}

type Part<E extends Endpoint, K extends 'params' | 'querystring' | 'headers' | 'body'> = E['schema'][K] extends TSchema
  ? { [P in K]: Static<E['schema'][K]> }
  : unknown;

/** What a caller passes: exactly the parts that the operation declares. */
export type CallOf<E extends Endpoint> = Part<E, 'params'> & Part<E, 'querystring'> & Part<E, 'headers'> & Part<E, 'body'>;

/** What a caller gets back when it went well. */
export type ReplyOf<E extends Endpoint> = {
  [S in keyof E['schema']['response']]: E['schema']['response'][S] extends TSchema ? Static<E['schema']['response'][S]> : never;
}[keyof E['schema']['response']];
