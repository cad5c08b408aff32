// `npm test`: every stage with its own line and timing, then the sums as the very last line.
// A stage that cannot run counts as one failure with its reason; nothing is skipped silently.
// `npm test -- --only check,unit,postgres,renderer,acceptance,desktop` chooses stages.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkAll } from './fences.mjs';
import {
  ensureInstalled,
  ensureRenderer,
  ensureShell,
  ensureSystemPackages,
  node24,
  root,
  say,
  stop,
  toolEnvironment,
} from './runtime.mjs';

const results = join(root, 'build', 'test-results');

/** Runs a tool in the foreground; the sums come from its report, its exit code only says whether to distrust them. */
function run(command, args, environment = {}) {
  const local = join(root, 'node_modules', '.bin', command);
  const options = { cwd: root, env: toolEnvironment(environment), stdio: ['ignore', 'inherit', 'inherit'] };
  const { status, error } = spawnSync(existsSync(local) ? local : command, args, options);
  if (error !== undefined) throw new Error(`${command} could not be started: ${error.message}`);
  return status;
}

function readReport(path, tool) {
  if (!existsSync(path)) throw new Error(`${tool} ended without a report (see above)`);
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** A failure outside of any test (a file that does not load, a leaked error) still makes the tool end badly: that is one failure. */
function sums(counted, status) {
  if (status !== 0 && counted.failed === 0) return { ...counted, failed: 1, reason: `the tool ended with code ${status}` };
  if (counted.passed + counted.failed === 0) throw new Error('no test was found');
  return counted;
}

function vitest(name, args, environment = {}) {
  const file = join(results, `${name}.json`);
  rmSync(file, { force: true });
  const status = run('vitest', ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], environment);
  const report = readReport(file, 'vitest');
  const counted = { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests + report.numTodoTests };
  return sums(counted, status);
}

function playwright(name, command, environment = {}) {
  const config = `tests/${name}/playwright.config.ts`;
  if (!existsSync(join(root, config))) throw new Error(`${config} is missing`);
  const file = join(results, `${name}.json`);
  rmSync(file, { force: true });
  const [program, ...before] = command;
  const args = [...before, 'test', '--config', config, '--reporter=list,json'];
  const status = run(program, args, { PLAYWRIGHT_JSON_OUTPUT_NAME: file, PLAYWRIGHT_JSON_OUTPUT_FILE: file, ...environment });
  const { stats, errors } = readReport(file, 'playwright');
  // A test that needed a second try is not a passed test.
  const failed = stats.unexpected + stats.flaky + (errors?.length ?? 0);
  return sums({ passed: stats.expected, failed, skipped: stats.skipped }, status);
}

function needPackages(...names) {
  const missing = ensureSystemPackages(names);
  if (missing !== undefined) throw new Error(missing);
}

/** What a test says that is about files and streams, not about tables. */
const sqliteIsEnough = '// SQLite is enough';

/** Tests of the server that touch the database: they run a second time on PostgreSQL. */
function databaseTests(folder = 'server') {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return databaseTests(path);
    if (!/\.test\.ts$/.test(entry.name)) return [];
    const isNamed = /(api|repository|service|app|queries|routes|migrate|jobs?)[.-]/.test(entry.name);
    const text = readFileSync(join(root, path), 'utf8');
    if (text.startsWith(sqliteIsEnough)) return [];
    return isNamed || /testApp|testDatabase|tests\/support/.test(text) ? [path] : [];
  });
}

function onPostgres() {
  const files = databaseTests();
  if (files.length === 0) throw new Error('no test of the server touches the database');
  return vitest('postgres', ['--project', 'server', ...files], { SIGHTGLASS_TEST_DATABASE: 'postgres' });
}

function rendererBuild() {
  ensureRenderer();
  return { passed: 1, failed: 0, skipped: 0 };
}

function inChromium() {
  needPackages('chromium');
  ensureRenderer();
  return playwright('acceptance', ['playwright'], { CHROMIUM_PATH: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium' });
}

function onDesktop() {
  const libraries =
    'libgtk-3-0 libnotify4 libsecret-1-0 libnss3 libasound2 libgbm1 libxss1 libxtst6 libatspi2.0-0 xdg-utils unzip iproute2';
  needPackages('xvfb', 'xauth', ...libraries.split(' '));
  ensureRenderer();
  ensureShell();
  if (run(node24(), ['scripts/electron-dist.mjs']) !== 0) throw new Error('Electron could not be unpacked (see above)');
  return playwright('desktop', ['xvfb-run', '-a', 'playwright'], { CI: '1' });
}

/** Tests with a real virus scanner, and those that look at PDFs and signatures from outside, skip loudly where these cannot be installed. */
function unitTests() {
  const missing = ensureSystemPackages(['clamav-daemon', 'qpdf', 'poppler-utils', 'minisign']);
  if (missing !== undefined) say(missing);
  // Whatever the caller's shell says: this stage is the one on SQLite.
  return vitest('unit', [], { SIGHTGLASS_TEST_DATABASE: 'sqlite' });
}

const stages = {
  check: () => ({ ...checkAll(), skipped: 0 }),
  unit: unitTests,
  postgres: onPostgres,
  renderer: rendererBuild,
  acceptance: inChromium,
  desktop: onDesktop,
};

function chosenStages() {
  const at = process.argv.indexOf('--only');
  if (at < 0) return Object.keys(stages);
  const names = (process.argv[at + 1] ?? '').split(',');
  const unknown = names.filter((name) => !(name in stages));
  if (unknown.length > 0) stop(`There is no stage "${unknown.join(', ')}". Stages: ${Object.keys(stages).join(', ')}`);
  return Object.keys(stages).filter((name) => names.includes(name));
}

function runStage(name) {
  const startedMs = Date.now();
  console.log(`\n== ${name}`);
  let counted;
  try {
    counted = stages[name]();
  } catch (error) {
    counted = { passed: 0, failed: 1, skipped: 0, reason: error.message };
  }
  const reason = counted.reason === undefined ? '' : ` (${counted.reason})`;
  const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
  return {
    ...counted,
    line: `${name}: ${counted.passed} passed, ${counted.failed} failed, ${counted.skipped} skipped, ${seconds} s${reason}`,
  };
}

ensureInstalled();
mkdirSync(results, { recursive: true });
const outcomes = chosenStages().map((name) => {
  const outcome = runStage(name);
  console.log(`== ${outcome.line}`);
  return outcome;
});
const sum = (key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
console.log(`\n${outcomes.map(({ line }) => line).join('\n')}\n`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
