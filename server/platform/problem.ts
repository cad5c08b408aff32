/** One thing that is wrong with an input: an RFC 6901 pointer (`#/name`) and what to do about it. */
export interface ProblemItem {
  readonly pointer: string;
  readonly detail: string;
}

export interface ProblemOptions extends ErrorOptions {
  /** What happened, where, and what to do: in the user's words. */
  readonly detail?: string;
  readonly errors?: readonly ProblemItem[];
  /** Machine-readable extras (for example the id of the recording that already holds these bytes). */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** An expected failure that the caller is told about. Anything else that is thrown is a bug and becomes a bare 500. */
export class Problem extends Error {
  override name = 'Problem';
  readonly code: string;
  readonly status: number;
  readonly detail: string | undefined;
  readonly errors: readonly ProblemItem[] | undefined;
  readonly extra: Readonly<Record<string, unknown>> | undefined;

  constructor(code: string, status: number, title: string, options: ProblemOptions = {}) {
    super(title, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.status = status;
    this.detail = options.detail;
    this.errors = options.errors;
    this.extra = options.extra;
  }
}
