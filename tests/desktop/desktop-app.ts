import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { _electron, type ElectronApplication } from '@playwright/test';

const root = join(import.meta.dirname, '..', '..');
/** scripts/electron-dist.mjs puts it there; the stage of `npm test` has run it. */
const executable = join(root, '.cache', 'electron', '33.2.1', 'electron');

/** `--disable-gpu`: without a GPU the start hangs now and then (desktop.md 0.1). `--no-sandbox`: Chromium refuses root otherwise. */
function flags(profile: string): string[] {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [...sandbox, '--disable-gpu', `--user-data-dir=${profile}`];
}

export interface Profile {
  readonly folder: string;
  log(): string;
  remove(): void;
}

export function newProfile(): Profile {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-desktop-'));
  const log = join(folder, 'logs', 'server.log');
  return {
    folder,
    log: () => (existsSync(log) ? readFileSync(log, 'utf8') : ''),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Starts the application under Playwright's hand. It opens debugging ports for that, so nothing about ports can be shown this way. */
export function launch(profile: Profile): Promise<ElectronApplication> {
  return _electron.launch({ executablePath: executable, args: [...flags(profile.folder), root], env: environment() });
}

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

export interface PlainApp {
  readonly pid: number;
  readonly process: ChildProcess;
  readonly exited: Promise<unknown>;
}

/** Starts the application the way a person does. */
export function start(profile: Profile): PlainApp {
  const child = spawn(executable, [...flags(profile.folder), root], { stdio: 'ignore', env: environment() });
  return { pid: child.pid ?? 0, process: child, exited: once(child, 'exit') };
}

/** Waits until the window of a plainly started application has been shown. */
export async function waitForWindow(profile: Profile): Promise<void> {
  for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 100) {
    if (profile.log().includes('window shown')) return;
    await pause(100);
  }
  throw new Error(`no window within 60 s; the log says:\n${profile.log()}`);
}

function parentOf(pid: string): number | undefined {
  try {
    // /proc/<pid>/stat: pid (name) state ppid …; the name may hold spaces and brackets.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
  } catch {
    return undefined;
  }
}

/** The process and everything that descends from it. */
export function processTree(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(name) }));
  const tree = [pid];
  for (const known of tree) tree.push(...parents.filter(({ parent }) => parent === known).map((child) => child.pid));
  return tree;
}

/** Lines of `ss` that belong to one of these processes. */
export function socketsOf(pids: readonly number[], option: string): string[] {
  const lines = execFileSync('ss', [option], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => pids.some((pid) => line.includes(`pid=${pid},`)));
}

/** The server's socket of a running application, found where an attacker would look: in the list of open sockets. */
export function serverSocket(pids: readonly number[]): string {
  const path = socketsOf(pids, '-lxpH').flatMap((line) => /\S*sightglass-\S+server\.sock/.exec(line) ?? [])[0];
  if (path === undefined) throw new Error('the server listens on no socket');
  return path;
}
