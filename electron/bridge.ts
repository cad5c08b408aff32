import { app, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import { ORIGIN } from './app-protocol.ts';
import type { AppInfo, UploadProgress } from './bridge.schema.ts';
import { createUploadWatch, type UploadWatch } from './upload-watch.ts';

/** Only our own page may ask, whatever ends up in a frame (trust.md A.3, 17). */
function refuseStrangers(event: IpcMainInvokeEvent): void {
  if (!event.senderFrame?.url.startsWith(`${ORIGIN}/`)) throw new Error('not for you');
}

/** Answers the preload script (bridge.schema.ts). @returns who watches the uploads of the page */
export function provideBridge(page: () => WebContents | undefined): UploadWatch {
  const uploads = createUploadWatch((id, bytes) => {
    const progress: UploadProgress = { id, bytes };
    page()?.send('sightglass:upload-progress', progress);
  });
  ipcMain.handle('sightglass:app-info', (event): AppInfo => {
    refuseStrangers(event);
    const { electron = '', chrome = '' } = process.versions;
    return { version: app.getVersion(), platform: process.platform, electron, chromium: chrome, isPackaged: app.isPackaged };
  });
  ipcMain.handle('sightglass:cancel-upload', (event, id: unknown) => {
    refuseStrangers(event);
    uploads.cancel(String(id));
  });
  return uploads;
}
