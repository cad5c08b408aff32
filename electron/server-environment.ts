/**
 * What the server may know of the environment of the person who starts the application: where to find things, which language and time
 * zone, how files are taken in. Everything else stays out: NODE_OPTIONS and LD_PRELOAD would load foreign code into the server, and
 * tokens of other programs have no business there.
 */
const ALLOWED = new Set([
  'HOME',
  'LANG',
  'LANGUAGE',
  'LOGNAME',
  'PATH',
  'SIGHTGLASS_CLAMD',
  'SIGHTGLASS_MAX_UPLOAD_BYTES',
  'SIGHTGLASS_REQUIRE_SCAN',
  'TMPDIR',
  'TZ',
  'USER',
  'XDG_RUNTIME_DIR',
  // Windows does not start processes without these.
  'APPDATA',
  'LOCALAPPDATA',
  'PATHEXT',
  'SYSTEMDRIVE',
  'SYSTEMROOT',
  'TEMP',
  'TMP',
  'USERPROFILE',
  'WINDIR',
]);

/** @returns the allowed variables of `environment` (names compared as Windows does: without case), plus LC_* */
export function serverEnvironment(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    const upper = name.toUpperCase();
    if (value !== undefined && (ALLOWED.has(upper) || /^LC_[A-Z]+$/.test(upper))) result[name] = value;
  }
  return result;
}
