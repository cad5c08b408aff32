import { type Static, Type } from 'typebox';

/** What the page may know about the application around it. */
export const AppInfo = Type.Object(
  {
    version: Type.String(),
    platform: Type.String({ description: 'linux, win32 or darwin' }),
    electron: Type.String(),
    chromium: Type.String(),
    isPackaged: Type.Boolean(),
  },
  { $id: 'AppInfo', additionalProperties: false },
);
export type AppInfo = Static<typeof AppInfo>;

/** The server's answer to what the shell asked in the page's name. */
export const ShellAnswer = Type.Object({ status: Type.Integer(), text: Type.String() }, { additionalProperties: false });
export type ShellAnswer = Static<typeof ShellAnswer>;

/** The whole of what the preload script offers the page as `window.sightglass`; absent in a browser. */
export interface Bridge {
  appInfo(): Promise<AppInfo>;
  /** Tells the page that the menu asks for another page (a path such as `/import`); returns a function that ends it. */
  onNavigate(go: (path: string) => void): () => void;
  /**
   * Hands in files of this computer by their path: the server copies them itself. The page gives the files it was given; it never sees
   * or says a path. @returns the server's answer (handInPaths), or null when one of them has no path, because a script made it
   */
  handInFiles(files: readonly File[]): Promise<ShellAnswer | null>;
}
