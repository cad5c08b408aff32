// `npm install` drops an optional platform package from package-lock.json when the registry it asked does not have it (a mirror often
// holds only its own platform), and then `npm ci` refuses the lock file. This puts the dropped entries back: name, exact version and
// platform, without a hash. npm skips them on every other platform. `--check` only says whether some are missing.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const lock = JSON.parse(readFileSync(path, 'utf8'));

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'];

/** `@scope/name-linux-arm64-musl` says for which machines it is. */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = systems.find((word) => words.includes(word));
  const cpu = processors.find((word) => words.includes(word));
  if (!os || !cpu) return undefined;
  const libc = words.includes('musl') ? 'musl' : words.includes('gnu') ? 'glibc' : undefined;
  return { cpu: [cpu], os: [os], ...(os === 'linux' && libc ? { libc: [libc] } : {}) };
}

const missing = [];
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, wanted] of Object.entries(entry.optionalDependencies ?? {})) {
    if (lock.packages[`node_modules/${name}`] || lock.packages[`${place}/node_modules/${name}`]) continue;
    const platform = platformOf(name);
    if (!platform || !/^\d/.test(wanted)) continue;
    const flags = { ...(entry.dev ? { dev: true } : {}), optional: true };
    missing.push([
      `node_modules/${name}`,
      { version: wanted, cpu: platform.cpu, ...flags, ...(platform.libc ? { libc: platform.libc } : {}), os: platform.os },
    ]);
  }
}

if (process.argv.includes('--check')) {
  process.stdout.write(
    `lock file: ${missing.length === 0 ? 'complete' : `${missing.length} platform packages missing; run npm run complete-lock`}\n`,
  );
  process.exitCode = missing.length === 0 ? 0 : 1;
} else {
  const { '': root, ...packages } = { ...lock.packages, ...Object.fromEntries(missing) };
  lock.packages = { '': root, ...Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1))) };
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  process.stdout.write(`lock file: ${missing.length} platform packages put back\n`);
}
