import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { app, type BrowserWindow, dialog, Menu, type OpenDialogOptions, session } from 'electron';
import { handleScheme, registerScheme } from './app-protocol.ts';
import { provideBridge } from './bridge.ts';
import { createLastFolder } from './last-folder.ts';
import { openLogFile } from './log-file.ts';
import { buildMenu } from './menu.ts';
import { findPaths } from './paths.ts';
import { saveReport } from './report-saving.ts';
import type { RunningServer } from './server-process.ts';
import { createSupervisor, type Supervisor } from './server-supervisor.ts';
import { guardSession } from './session-guard.ts';
import { openWindow } from './window.ts';

const startedMs = Date.now();

/** True when nothing has ever been stored: then the server builds the demo. */
function isFirstRun(dataFolder: string): boolean {
  try {
    return readdirSync(dataFolder).length === 0;
  } catch {
    return true;
  }
}

/** Asks the server whether the first administrator is still missing. */
function isSetupNeeded({ socketPath, secret }: RunningServer): Promise<boolean> {
  return new Promise((resolve) => {
    const outgoing = request({ socketPath, path: '/api/v1/setup', headers: { 'x-sightglass-secret': secret } }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      incoming.on('end', () => resolve(incoming.statusCode === 200 && /"isNeeded"\s*:\s*true/.test(text)));
      incoming.on('error', () => resolve(false));
    });
    outgoing.on('error', () => resolve(false));
    outgoing.end();
  });
}

async function askToRetry(reason: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: 'Sightglass',
    message: 'The part of Sightglass that keeps your data does not stay up.',
    detail: `${reason}.\nIts last words are in ${paths.logFile}.\nYour measurements are files on this computer and are not touched by this.`,
    buttons: ['Try again', 'Quit'],
    defaultId: 0,
    cancelId: 1,
  });
  if (response !== 0) app.quit();
  return response === 0;
}

/** The path of the first page: the set-up with its one-time token while there is no administrator. */
async function firstPage(supervisor: Supervisor): Promise<string> {
  const server = await supervisor.server(30_000);
  if (server === undefined || !(await isSetupNeeded(server))) return '/';
  for (let waitedMs = 0; setupToken === undefined && waitedMs < 3000; waitedMs += 50) await pause(50);
  return setupToken === undefined ? '/setup' : `/setup#token=${encodeURIComponent(setupToken)}`;
}

// A switch instead of an environment variable: it also keeps a second profile from being taken for a second instance.
const userData = app.commandLine.getSwitchValue('user-data-dir');
if (userData !== '') app.setPath('userData', userData);
// A released build offers no debugging port to other programs of this computer (desktop.md 3c).
if (app.isPackaged && !app.commandLine.hasSwitch('sightglass-test')) {
  app.commandLine.removeSwitch('remote-debugging-port');
  app.commandLine.removeSwitch('remote-debugging-pipe');
}

const paths = findPaths({
  isPackaged: app.isPackaged,
  appPath: app.getAppPath(),
  resourcesPath: process.resourcesPath,
  userData: app.getPath('userData'),
});
let setupToken: string | undefined;
let window: BrowserWindow | undefined;

const lastFolder = createLastFolder(join(app.getPath('userData'), 'last-folder.json'));

/** The native dialog is the only way to name a folder: what it answers is used for this one time. */
async function chooseFolder(): Promise<string | undefined> {
  const last = lastFolder.get();
  const options: OpenDialogOptions = {
    properties: ['openDirectory', 'createDirectory'],
    ...(last === undefined ? {} : { defaultPath: last }),
  };
  const { canceled, filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  const [folder] = filePaths;
  if (canceled || folder === undefined) return undefined;
  lastFolder.set(folder);
  return folder;
}

async function start(): Promise<void> {
  const log = openLogFile(paths.logFile);
  const supervisor = createSupervisor({
    server: {
      nodeBinary: paths.nodeBinary,
      entry: paths.serverEntry,
      cwd: paths.serverFolder,
      dataFolder: paths.dataFolder,
      withDemo: isFirstRun(paths.dataFolder),
      onLine: log.write,
      onSetupToken: (token) => {
        log.hide(token);
        setupToken = token;
      },
    },
    onGivenUp: askToRetry,
    onEvent: log.write,
  });
  let isStopped = false;
  app.on('before-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    void supervisor.stop().finally(() => {
      isStopped = true;
      app.quit();
    });
  });

  await app.whenReady();
  guardSession(session.defaultSession);
  const { askAsShell, fetchForPage } = handleScheme({ session: session.defaultSession, rendererFolder: paths.rendererFolder, supervisor });
  provideBridge({
    handIn: (files) => askAsShell('/api/v1/uploads/from-paths', { files }),
    saveReport: (reportId) => saveReport(reportId, { fetchForPage, chooseFolder }),
  });
  Menu.setApplicationMenu(buildMenu(app.isPackaged));
  window = openWindow(paths.preload, await firstPage(supervisor));
  window.on('closed', () => {
    window = undefined;
  });
  window.once('show', () => log.write(`window shown after ${Date.now() - startedMs} ms`));
}

if (app.requestSingleInstanceLock()) {
  registerScheme();
  app.on('window-all-closed', () => app.quit());
  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
  void start();
} else {
  app.quit();
}
