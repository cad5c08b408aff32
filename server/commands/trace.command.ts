import type { Evidence } from '../reports/report-document.schema.ts';
import type { TraceResult } from '../reports/traces/trace.service.ts';
import type { StatedValue } from '../reports/traces/trace.ts';
import { type Command, parse, withAppliance } from './command.ts';

export const traceCommand: Command = {
  usage:
    'trace REPORT NUMBER-ID   (a number of a report, such as I3, down to the raw file, and computed again; exit code 1 when it does not hold)',
  async run(args, { output, exit }) {
    const { values, positionals } = parse(args, {}, { least: 2, most: 2 });
    const [report, id] = positionals as [string, string];
    await withAppliance(values.data, async ({ reports, interruption }) => {
      const found = await reports.trace(report, id.toUpperCase(), interruption ?? new AbortController().signal);
      output.result(describe(found), found);
      if (!found.isConfirmed) exit.code = 1;
    });
  },
};

function describe({ report, steps, stated, rawFiles, recomputed, isConfirmed }: TraceResult): string {
  const lines = [`Report ${report.number}, ${steps[0]?.id}: ${steps[0]?.text}`];
  if (stated) lines.push(`  stated      ${valueText(stated)} (${recomputed?.statedBy})`);
  if (recomputed) {
    const same = recomputed.isSame ? 'the same' : 'NOT the same';
    lines.push(
      `  computed    ${recomputed.value ? valueText(recomputed.value) : 'there is no such number any more'} (${recomputed.computedBy}): ${same}`,
    );
    if (!recomputed.isWholeSame)
      lines.push('  Other parts of the diagnosis come out differently now: engine, catalogue, limits or decisions have changed since.');
  }
  lines.push('  rests on', ...steps.slice(1).map(stepText));
  lines.push('  raw files', ...rawFiles.map(({ sha256, name, state }) => `    ${sha256}  ${name}  ${state}`));
  return [...lines, isConfirmed ? 'It holds.' : 'It does NOT hold.'].join('\n');
}

function valueText({ value, uncertainty, unit }: StatedValue): string {
  if (value === null) return 'not computable';
  const spread = uncertainty === null ? '' : ` ± ${uncertainty}`;
  // The unit one is not written.
  return `${value}${spread}${unit === '1' ? '' : ` ${unit}`}`;
}

function stepText({ id, kind, text, ranges }: Evidence): string {
  const what = text.toLowerCase().startsWith(kind) ? text : `${kind} ${text}`;
  const [first] = ranges;
  if (!first) return `    ${id}  ${what}`;
  const where = kind === 'channel' ? '' : `${first.channel} `;
  const more = ranges.length > 1 ? `, and ${ranges.length - 1} more` : '';
  return `    ${id}  ${what}: ${where}${first.fromS} s to ${first.toS} s${more}`;
}
