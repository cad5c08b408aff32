import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import type { AppInfo, Bridge, SaveAnswer, ShellAnswer } from './bridge.schema.ts';

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
  async handInFiles(files) {
    // Only a file that a person dropped or chose has a path; what a script made has none.
    const sources = files.map((file) => ({ path: webUtils.getPathForFile(file), name: file.name }));
    if (sources.length === 0 || sources.some(({ path }) => path === '')) return null;
    return (await ipcRenderer.invoke('sightglass:hand-in', sources)) as ShellAnswer;
  },
  saveReport: (reportId) => ipcRenderer.invoke('sightglass:save-report', reportId) as Promise<SaveAnswer>,
};

// A page that does not listen (still loading, or showing an error) is opened anew at the wanted place.
ipcRenderer.on('sightglass:navigate', (_event, path: unknown) => {
  if (listeners === 0) window.location.assign(String(path));
});

contextBridge.exposeInMainWorld('sightglass', bridge);
