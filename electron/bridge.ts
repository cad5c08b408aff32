import { app, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { ORIGIN } from './app-protocol.ts';
import type { AppInfo, SaveAnswer, ShellAnswer } from './bridge.schema.ts';

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

export interface BridgeWork {
  /** Asks the server in the shell's own name. */
  handIn(files: readonly Source[]): Promise<ShellAnswer>;
  saveReport(reportId: unknown): Promise<SaveAnswer>;
}

/** Answers the preload script (bridge.schema.ts). */
export function provideBridge({ handIn, saveReport }: BridgeWork): void {
  ipcMain.handle('sightglass:app-info', (event): AppInfo => {
    refuseStrangers(event);
    const { electron = '', chrome = '' } = process.versions;
    return { version: app.getVersion(), platform: process.platform, electron, chromium: chrome, isPackaged: app.isPackaged };
  });
  ipcMain.handle('sightglass:hand-in', (event, files: unknown): Promise<ShellAnswer> => {
    refuseStrangers(event);
    return handIn(readSources(files));
  });
  ipcMain.handle('sightglass:save-report', (event, reportId: unknown): Promise<SaveAnswer> => {
    refuseStrangers(event);
    return saveReport(reportId);
  });
}
