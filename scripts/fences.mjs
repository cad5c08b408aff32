// The fences of ARCHITECTURE.md section 4 and 9, one function each: `() => { isOk, note, output }`.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { node24, root, toolEnvironment } from './runtime.mjs';

function run(command, args) {
  const local = join(root, 'node_modules', '.bin', command);
  const options = { cwd: root, env: toolEnvironment(), encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 };
  const result = spawnSync(existsSync(local) ? local : command, args, options);
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}${result.error === undefined ? '' : result.error.message}`;
  return { isOk: result.status === 0, stdout: result.stdout ?? '', output };
}

/** Files of the project, as git knows them or would: the same list for everybody, without what is ignored. */
function sources(...patterns) {
  const listed = run('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...patterns]);
  if (!listed.isOk) throw new Error(`git ls-files failed: ${listed.output}`);
  return listed.stdout.split('\n').filter((path) => path !== '' && existsSync(join(root, path)));
}

const folders = ['server', 'migrations', 'electron', 'renderer/src', 'tests', 'bench', 'scripts'];

function types() {
  return run(node24(), [join(root, 'node_modules/@typescript/native/bin/tsc'), '-b']);
}

function format() {
  return run('biome', [
    'check',
    '.',
    '--vcs-enabled=true',
    '--vcs-client-kind=git',
    '--vcs-use-ignore-file=true',
    '--diagnostic-level=error',
    '--max-diagnostics=200',
  ]);
}

function promises() {
  // oxlint ends well when it finds nothing to lint, too: the paths are named and must exist.
  const present = folders.filter((folder) => existsSync(join(root, folder)));
  const result = run('oxlint', ['--type-aware', ...present]);
  const seen = Number(/on (\d+) files?/.exec(result.output)?.[1] ?? 0);
  return { ...result, isOk: result.isOk && seen > 0, note: `${seen} files` };
}

/**
 * Imports. With the wrong TypeScript behind it dependency-cruiser sees no module and stays green, so every source must be among those
 * that it has seen (architecture.md section 4).
 */
function imports() {
  const present = ['server', 'migrations', 'electron', 'renderer/src'].filter((folder) => existsSync(join(root, folder)));
  const result = run('depcruise', ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...present]);
  let report;
  try {
    report = JSON.parse(result.stdout);
  } catch {
    return { isOk: false, output: result.output };
  }
  const seen = new Set(report.modules.map((module) => module.source));
  const expected = sources(...present.flatMap((folder) => [`${folder}/**/*.ts`, `${folder}/**/*.tsx`, `${folder}/*.ts`])).filter(
    (path) => !/(\.test\.tsx?|\.d\.ts)$/.test(path),
  );
  const unseen = expected.filter((path) => !seen.has(path));
  const violations = report.summary.violations.filter((violation) => violation.rule.severity === 'error');
  const lines = [
    ...violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`),
    ...unseen.map((path) => `not seen by dependency-cruiser: ${path}`),
  ];
  return {
    isOk: result.stdout !== '' && lines.length === 0,
    note: `${expected.length} of ${expected.length} modules seen`,
    output: lines.join('\n'),
  };
}

function deadCode() {
  return run('knip', ['--config', 'scripts/knip.json', '--no-progress']);
}

function generated() {
  if (!existsSync(join(root, 'scripts', 'generate.ts')))
    return { isOk: false, output: 'scripts/generate.ts is missing: nothing proves that generated files are current.' };
  return run(node24(), ['scripts/generate.ts', '--check']);
}

/** No `any`, and no comment that switches a rule off without saying which and why. */
function strictness() {
  const findings = [];
  for (const path of sources('*.ts', '*.tsx')) {
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .forEach((line, index) => {
        const code = line.replace(/\/\/.*|\/\*.*?\*\/|^\s*\*.*/g, '').replace(/'[^']*'|"[^"]*"|`[^`]*`/g, "''");
        if (/(?::|<|\bas|\||&|,|=)\s*any\b(?!\s*[(:'=])/.test(code)) findings.push(`${path}:${index + 1}: any`);
        if (/@ts-(ignore|nocheck)/.test(line)) findings.push(`${path}:${index + 1}: use @ts-expect-error with a reason`);
        if (/biome-ignore-all|oxlint-disable(?!-next-line)|eslint-disable(?!-next-line)/.test(line))
          findings.push(`${path}:${index + 1}: switches a rule off for a whole file`);
      });
  }
  return { isOk: findings.length === 0, output: findings.join('\n') };
}

/** Short files: cap 400 lines, median at most 80 (architecture.md section 9). */
function sizes() {
  const counted = sources('*.ts', '*.tsx', '*.mjs', '*.cjs').map((path) => ({
    path,
    lines: readFileSync(join(root, path), 'utf8').split('\n').length - 1,
  }));
  const sorted = counted.map(({ lines }) => lines).sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const long = counted.filter(({ lines }) => lines > 400).map(({ path, lines }) => `${path}: ${lines} lines, cap 400`);
  if (median > 80) long.push(`the median file has ${median} lines, more than 80`);
  return { isOk: long.length === 0, note: `${counted.length} files, median ${median} lines`, output: long.join('\n') };
}

export const fences = [
  ['types', types],
  ['format and lint', format],
  ['promises', promises],
  ['imports', imports],
  ['dead code', deadCode],
  ['generated files unchanged', generated],
  ['strictness', strictness],
  ['sizes', sizes],
];

/** Runs every fence, one line each, details only of what fails. @returns {{ passed: number, failed: number }} */
export function checkAll() {
  let failed = 0;
  for (const [name, fence] of fences) {
    const startedMs = Date.now();
    let result;
    try {
      result = fence();
    } catch (error) {
      result = { isOk: false, output: error.message };
    }
    const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
    const note = result.isOk && result.note !== undefined ? ` (${result.note})` : '';
    console.log(`${result.isOk ? 'ok    ' : 'FAILED'} ${name}${note}, ${seconds} s`);
    if (!result.isOk) {
      failed += 1;
      console.log(result.output.trimEnd().replace(/^/gm, '       '));
    }
  }
  return { passed: fences.length - failed, failed };
}
