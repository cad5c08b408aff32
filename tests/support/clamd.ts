import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ScannerAddress } from '../../server/measurements/uploads/clamd.ts';

/** The harmless text that every virus scanner reports (eicar.org), put together here so that no scanner reports this source. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!', '$H+H*'].join('');

const program = '/usr/sbin/clamd';

/** Tests with a real scanner skip without it, and say so; `npm test` installs it as it does other system packages. */
export function hasClamd(): boolean {
  const isThere = existsSync(program);
  if (!isThere) console.warn(`SKIPPED: no ${program} (apt-get install clamav-daemon)`);
  return isThere;
}

export interface TestClamd {
  readonly address: ScannerAddress;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** A real clamd with one signature of our own, on a socket of its own. It needs no network and no signature update. */
export async function startClamd(options: { streamMaxLength?: string; path?: string } = {}): Promise<TestClamd> {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-clamd-'));
  writeFileSync(join(folder, 'own.ndb'), `Eicar-Test:0:*:${Buffer.from(eicar).toString('hex')}\n`);
  const path = options.path ?? join(folder, 'clamd.sock');
  mkdirSync(dirname(path), { recursive: true });
  const settings = {
    LocalSocket: path,
    DatabaseDirectory: folder,
    TemporaryDirectory: folder,
    Foreground: 'yes',
    StreamMaxLength: options.streamMaxLength ?? '100M',
    MaxThreads: '2',
    SelfCheck: '0',
  };
  writeFileSync(
    join(folder, 'clamd.conf'),
    `${Object.entries(settings)
      .map(([name, value]) => `${name} ${value}`)
      .join('\n')}\n`,
  );
  const child = spawn(program, ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' });
  await untilListening(path, child);
  return {
    address: { kind: 'socket', path },
    process: child,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGKILL');
        await ended;
      }
      for (const used of [folder, dirname(path)]) rmSync(used, { recursive: true, force: true });
    },
  };
}

async function untilListening(path: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null) throw new Error(`clamd ended with code ${child.exitCode}`);
    const isUp = await new Promise<boolean>((resolve) => {
      const probe = connect(path, () => {
        probe.destroy();
        resolve(true);
      });
      probe.once('error', () => resolve(false));
    });
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('clamd did not listen within 10 s');
}
