import { createWriteStream, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const LARGEST_BYTES = 5 * 1024 * 1024;

/** Removes what must never be at rest in a log: the one-time token of the set-up link and any secret word for word. */
function redact(line: string, secrets: readonly string[] = []): string {
  const withoutToken = line.replace(/(token=|"token":\s*")[\w.~-]+/g, '$1[redacted]');
  return secrets.reduce((text, secret) => text.replaceAll(secret, '[redacted]'), withoutToken);
}

export interface LogFile {
  write(line: string): void;
  /** A word that must not appear in the file from now on. */
  hide(secret: string): void;
}

/** Opens the log for appending, readable by its owner only; a file of more than 5 MiB makes room and stays as `<name>.1`. */
export function openLogFile(path: string): LogFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_BYTES) renameSync(path, `${path}.1`);
  const stream = createWriteStream(path, { flags: 'a', mode: 0o600 });
  // A full disk must not end the application: the log is a convenience, the data has its own guards.
  stream.on('error', () => undefined);
  const secrets: string[] = [];
  return {
    write: (line) => void stream.write(`${redact(line, secrets)}\n`),
    hide: (secret) => void secrets.push(secret),
  };
}
