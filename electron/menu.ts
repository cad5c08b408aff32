import { BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';

/** A menu entry that leads to a page; the page itself decides how to get there without losing what is typed. */
function page(label: string, path: string, accelerator: string): MenuItemConstructorOptions {
  return {
    label,
    accelerator,
    click: () => {
      const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
      window?.webContents.send('sightglass:navigate', path);
    },
  };
}

/** The application's menu. Ctrl+K and single keys belong to the page (command palette, plot). */
export function buildMenu(isPackaged: boolean): Menu {
  const developer: MenuItemConstructorOptions[] = isPackaged ? [] : [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }];
  return Menu.buildFromTemplate([
    {
      label: '&File',
      submenu: [
        page('&Import measurements…', '/import', 'CmdOrCtrl+O'),
        { type: 'separator' },
        { role: 'quit', accelerator: 'CmdOrCtrl+Q' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&Go',
      submenu: [
        page('&Overview', '/', 'CmdOrCtrl+1'),
        page('&Systems', '/systems', 'CmdOrCtrl+2'),
        page('&Findings', '/findings', 'CmdOrCtrl+3'),
        page('&Reports', '/reports', 'CmdOrCtrl+4'),
        page('&Jobs', '/jobs', 'CmdOrCtrl+5'),
      ],
    },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...developer,
      ],
    },
    { label: '&Help', submenu: [{ role: 'about' }] },
  ]);
}
