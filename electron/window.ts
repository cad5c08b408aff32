import { BrowserWindow } from 'electron';
import { ORIGIN } from './app-protocol.ts';
import { guardContents } from './session-guard.ts';

/** Opens the one window at a path of the application such as `/` or `/setup#token=…`; it appears when there is something to see. */
export function openWindow(preload: string, path: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Sightglass',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  guardContents(window.webContents);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${ORIGIN}${path}`).catch(() => undefined);
  return window;
}
