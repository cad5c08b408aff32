import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { AppInfo, Bridge, UploadProgress } from './bridge.schema.ts';

// Named functions with typed arguments, never ipcRenderer itself (trust.md A.3, 20).
let listeners = 0;

const bridge: Bridge = {
  appInfo: () => ipcRenderer.invoke('sightglass:app-info') as Promise<AppInfo>,
  onNavigate(go) {
    const listener = (_event: IpcRendererEvent, path: unknown) => go(String(path));
    ipcRenderer.on('sightglass:navigate', listener);
    listeners += 1;
    return () => {
      ipcRenderer.off('sightglass:navigate', listener);
      listeners -= 1;
    };
  },
  onUploadProgress(progress) {
    const listener = (_event: IpcRendererEvent, now: UploadProgress) => progress(now);
    ipcRenderer.on('sightglass:upload-progress', listener);
    return () => ipcRenderer.off('sightglass:upload-progress', listener);
  },
  cancelUpload: (id) => ipcRenderer.invoke('sightglass:cancel-upload', String(id)) as Promise<void>,
};

// A page that does not listen (still loading, or showing an error) is opened anew at the wanted place.
ipcRenderer.on('sightglass:navigate', (_event, path: unknown) => {
  if (listeners === 0) window.location.assign(String(path));
});

contextBridge.exposeInMainWorld('sightglass', bridge);
