// Bundles electron/preload.ts into one CommonJS file: a sandboxed preload script can neither be a module nor import files.
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './runtime.mjs';

await build({
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  build: {
    outDir: join(root, 'build', 'electron'),
    // tsc has written the main process there already.
    emptyOutDir: false,
    target: 'chrome130',
    minify: false,
    lib: { entry: join(root, 'electron', 'preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
    rolldownOptions: { external: ['electron'] },
  },
});
