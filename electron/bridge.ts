import { app, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { ORIGIN } from './app-protocol.ts';
import type { AppInfo, ShellAnswer } from './bridge.schema.ts';

/** Only our own page may ask, whatever ends up in a frame (trust.md A.3, 17). */
function refuseStrangers(event: IpcMainInvokeEvent): void {
  if (!event.senderFrame?.url.startsWith(`${ORIGIN}/`)) throw new Error('not for you');
}

interface Source {
  readonly path: string;
  readonly name: string;
}

function readSources(value: unknown): Source[] {
  if (!Array.isArray(value)) throw new Error('no files');
  return value.map((item: unknown) => {
    const { path, name } = (item ?? {}) as Partial<Record<keyof Source, unknown>>;
    if (typeof path !== 'string' || path === '' || typeof name !== 'string') throw new Error('no file');
    // A name is a label; the server shortens its own way, and refuses what is empty.
    return { path, name: name === '' ? 'unnamed' : name.slice(0, 255) };
  });
}

/** Answers the preload script (bridge.schema.ts). @param handIn asks the server in the shell's own name */
export function provideBridge(handIn: (files: readonly Source[]) => Promise<ShellAnswer>): void {
  ipcMain.handle('sightglass:app-info', (event): AppInfo => {
    refuseStrangers(event);
    const { electron = '', chrome = '' } = process.versions;
    return { version: app.getVersion(), platform: process.platform, electron, chromium: chrome, isPackaged: app.isPackaged };
  });
  ipcMain.handle('sightglass:hand-in', (event, files: unknown): Promise<ShellAnswer> => {
    refuseStrangers(event);
    return handIn(readSources(files));
  });
}
