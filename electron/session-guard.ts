import { basename } from 'node:path';
import type { Session, WebContents } from 'electron';
import { ORIGIN } from './app-protocol.ts';

/** Copying a value to the clipboard is all that a page of ours asks for. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write';
const ALLOWED_PROTOCOLS = new Set(['sightglass:', 'devtools:', 'blob:', 'data:']);

function isOwnPage(url: string): boolean {
  return url === ORIGIN || url.startsWith(`${ORIGIN}/`);
}

/** Permissions, devices, foreign addresses and downloads of the one session (trust.md A.3, items 5 and 12-15). */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === ALLOWED_PERMISSION));
  session.setPermissionCheckHandler((_contents, permission) => permission === ALLOWED_PERMISSION);
  session.setDevicePermissionHandler(() => false);
  // Spell checking would fetch dictionaries from the internet.
  session.setSpellCheckerEnabled(false);
  // Behind the content policy as a second wall: the page reaches no network, no file, no other program.
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !ALLOWED_PROTOCOLS.has(new URL(url).protocol) }));
  session.on('will-download', (_event, item) => {
    // The name comes from the server's header, so at most a file name is taken from it; the person chooses the folder.
    item.setSaveDialogOptions({ defaultPath: basename(item.getFilename()) });
  });
}

/** Keeps a page where it belongs: no other origin, no second window, no webview, no frame of somebody else. */
export function guardContents(contents: WebContents): void {
  const stayHome = (event: { preventDefault(): void; url: string }) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stayHome);
  contents.on('will-redirect', stayHome);
  contents.on('will-frame-navigate', stayHome);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    // A report that a page opens in a new tab is a download here.
    if (url.startsWith(`${ORIGIN}/api/`)) contents.downloadURL(url);
    return { action: 'deny' };
  });
}
