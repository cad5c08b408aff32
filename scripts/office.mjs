// `npm run office -- [FILE.json …]`: reports as DOCX and XLSX, opened by LibreOffice, written again by it, and compared. Without files: the
// report of the tests. LibreOffice is large: this is not part of `npm test`, which only takes a short look when it is there already.
import { spawnSync } from 'node:child_process';
import { ensureInstalled, ensureSystemPackages, node24, runForeground, stop } from './runtime.mjs';

ensureInstalled();
if (spawnSync('soffice', ['--version']).error !== undefined) {
  const missing = ensureSystemPackages(['libreoffice-writer-nogui', 'libreoffice-calc-nogui']);
  if (missing !== undefined) stop(missing);
}
runForeground(node24(), ['tests/office/main.ts', ...process.argv.slice(2)]);
