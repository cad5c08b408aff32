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

const SavedFile = Type.Object({ name: Type.String(), bytes: Type.Integer(), sha256: Type.String() }, { additionalProperties: false });
const closed = { additionalProperties: false } as const;

/** What became of saving into a folder. The folder's own name is told, never its path. `saved`: what is there, verified by its hash. */
export const SaveAnswer = Type.Union([
  Type.Object({ outcome: Type.Literal('cancelled') }, closed),
  Type.Object({ outcome: Type.Literal('saved'), folder: Type.String(), saved: Type.Array(SavedFile) }, closed),
  Type.Object(
    {
      outcome: Type.Literal('failed'),
      folder: Type.String(),
      file: Type.String(),
      fault: Type.Union([
        Type.Literal('disk-full'),
        Type.Literal('not-writable'),
        Type.Literal('medium-gone'),
        Type.Literal('file-too-large'),
        Type.Literal('name-refused'),
        Type.Literal('not-verified'),
        Type.Literal('download-failed'),
      ]),
      saved: Type.Array(SavedFile),
    },
    closed,
  ),
  Type.Object({ outcome: Type.Literal('refused'), status: Type.Integer(), text: Type.String() }, closed),
]);
export type SaveAnswer = Static<typeof SaveAnswer>;

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
  /** Saves all files of a report into a folder that the person chooses in a native dialog; each is read back and compared. */
  saveReport(reportId: string): Promise<SaveAnswer>;
}
