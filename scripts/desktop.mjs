// `npm run desktop`: the desktop application from the sources, installed and built first when needed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ensureInstalled, ensureRenderer, ensureShell, ensureSystemPackages, node24, root, runForeground, say, stop } from './runtime.mjs';

/** Libraries that Electron links against (desktop.md section 8). */
const libraries = 'libgtk-3-0 libnotify4 libsecret-1-0 libnss3 libasound2 libgbm1 libxss1 libxtst6 libatspi2.0-0 xdg-utils unzip'.split(
  ' ',
);

ensureInstalled();
const missing = ensureSystemPackages(libraries);
// Other distributions have these libraries under other names: say it, try it.
if (missing !== undefined) say(missing);
ensureRenderer();
ensureShell();
const dist = spawnSync(node24(), ['scripts/electron-dist.mjs'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 2] });
if (dist.status !== 0) stop('Electron is not available; the reason is above.');
if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) stop('There is no screen here. Try: xvfb-run -a npm run desktop');

const flags = [];
// Chromium's sandbox cannot start as root; everybody else keeps it.
if (process.getuid?.() === 0) flags.push('--no-sandbox');
// Without a real GPU the start hangs now and then (desktop.md 0.1).
if (process.env.CI || !existsSync('/dev/dri')) flags.push('--disable-gpu');
runForeground(dist.stdout.trim(), [...flags, root, ...process.argv.slice(2)]);
