import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureLoggerFile } from './logger-file.ts';
import { benchUser } from './served-recording.ts';

const commandLine = fileURLToPath(new URL('../server/cli.ts', import.meta.url));

/** A data folder with one recording that was imported as any other, and an engineer who may look at it. */
export interface LongRecording {
  readonly dataDir: string;
  readonly recordingId: string;
  readonly bytes: number;
}

/** 17 channels at 100 Hz, about 1.3·10⁸ samples for 1,000 MB of CSV. Imported once, kept from run to run. */
export function ensureLongRecording(folder: string, megabytes: number): LongRecording {
  const dataDir = join(folder, `long-${megabytes}mb`);
  const note = join(dataDir, 'bench.json');
  if (existsSync(note)) return JSON.parse(readFileSync(note, 'utf8')) as LongRecording;
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });
  const input = join(folder, `logger-${megabytes}mb.csv`);
  const bytes = Math.round(megabytes * 1e6);
  ensureLoggerFile(input, { bytes });
  const sightglass = (args: string[], typed = ''): Record<string, unknown> => {
    const printed = execFileSync(process.execPath, [commandLine, ...args, '--data', dataDir, '--json'], { encoding: 'utf8', input: typed });
    return JSON.parse(printed) as Record<string, unknown>;
  };
  const { userName, displayName, role, password } = benchUser;
  sightglass(['users', 'add', userName, '--role', role, '--display-name', displayName], `${password}\n`);
  const { id } = sightglass(['systems', 'create', '--name', 'Bench']);
  const { recordingId } = sightglass(['import', input, '--system', String(id)]);
  const made = { dataDir, recordingId: String(recordingId), bytes };
  writeFileSync(note, JSON.stringify(made));
  return made;
}
