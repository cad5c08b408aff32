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

/** How many bytes of an upload have gone to the server; `id` is what the page sent as `x-upload-id`. */
export const UploadProgress = Type.Object({ id: Type.String(), bytes: Type.Integer() }, { additionalProperties: false });
export type UploadProgress = Static<typeof UploadProgress>;

/** The whole of what the preload script offers the page as `window.sightglass`; absent in a browser. */
export interface Bridge {
  appInfo(): Promise<AppInfo>;
  /** Tells the page that the menu asks for another page (a path such as `/import`); returns a function that ends it. */
  onNavigate(go: (path: string) => void): () => void;
  /** Progress of uploads, which `XMLHttpRequest.upload` does not report over the private scheme; returns a function that ends it. */
  onUploadProgress(progress: (now: UploadProgress) => void): () => void;
  /** Breaks an upload off: `XMLHttpRequest.abort()` alone does not reach the server here. */
  cancelUpload(id: string): Promise<void>;
}
