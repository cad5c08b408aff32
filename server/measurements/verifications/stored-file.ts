/** A file of the content store that is to be read again. */
export interface StoredFileCheck {
  readonly path: string;
  readonly sha256: string;
  /** Series files tell which part is hurt; of the others only that they are. */
  readonly isSeries: boolean;
}

/** A piece of a file that is not as it was written; times on the clock of the file, null where all of it is meant. */
export interface FileDamage {
  readonly part: string;
  readonly channel: string | null;
  readonly fromMs: number | null;
  readonly toMs: number | null;
}
