import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** sockaddr_un.sun_path holds 108 bytes on Linux and 104 on macOS, including the closing zero. */
const LONGEST_SOCKET_PATH = 103;

export interface SocketPlace {
  readonly path: string;
  remove(): void;
}

function isOwn(folder: string): boolean {
  const status = statSync(folder, { throwIfNoEntry: false });
  return status?.isDirectory() === true && status.uid === process.getuid?.();
}

/**
 * A place for the server's socket that no other user can reach (trust.md A.4): a fresh folder with mode 0700, hence also no stale socket
 * and no symbolic link of somebody else; on Windows a pipe with a random name of 128 bits.
 */
export function createSocketPlace(environment: Readonly<Record<string, string | undefined>> = process.env): SocketPlace {
  if (process.platform === 'win32') return { path: `\\\\.\\pipe\\sightglass-${randomBytes(16).toString('hex')}`, remove: () => undefined };
  const runtime = environment.XDG_RUNTIME_DIR;
  const candidates = [runtime !== undefined && isOwn(runtime) ? runtime : tmpdir(), tmpdir(), '/tmp'];
  const base = candidates.find((folder) => Buffer.byteLength(join(folder, 'sightglass-XXXXXX', 'server.sock')) <= LONGEST_SOCKET_PATH);
  // mkdtemp creates the folder with mode 0700 and never reuses one.
  const folder = mkdtempSync(join(base ?? '/tmp', 'sightglass-'));
  return { path: join(folder, 'server.sock'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
