import type { Bridge } from '../../../electron/bridge.schema.ts';

declare global {
  interface Window {
    /** Set by the desktop's preload script, absent in a browser. */
    readonly sightglass?: Bridge;
  }
}

/** The application around this page; undefined in a browser. */
export const shell: Bridge | undefined = globalThis.window?.sightglass;
