import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const hasOffice = spawnSync('soffice', ['--version']).error === undefined;

/** What LibreOffice makes of a file that it opens, unattended and with settings of its own. */
export type OfficeFormat = 'docx' | 'xlsx' | 'pdf';

/** Opens `bytes` as a file of this name and writes it again. @throws Error with its words when it does not */
export function throughOffice(name: string, bytes: Uint8Array, to: OfficeFormat): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-office-'));
  try {
    const source = join(folder, name);
    const out = join(folder, 'out');
    mkdirSync(out);
    writeFileSync(source, bytes);
    const settings = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
    const args = [settings, '--headless', '--norestore', '--convert-to', to, '--outdir', out, source];
    const run = spawnSync('soffice', args, { encoding: 'utf8', timeout: 180_000 });
    const result = join(out, `${basename(name, name.slice(name.lastIndexOf('.')))}.${to}`);
    if (!existsSync(result)) throw new Error(`LibreOffice did not open ${name}: ${run.stdout}${run.stderr}`);
    return readFileSync(result);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
