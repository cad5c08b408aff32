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

/** The whole of what the preload script offers the page as `window.sightglass`; absent in a browser. */
export interface Bridge {
  appInfo(): Promise<AppInfo>;
  /** Tells the page that the menu asks for another page (a path such as `/import`); returns a function that ends it. */
  onNavigate(go: (path: string) => void): () => void;
}
