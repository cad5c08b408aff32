import type { Appliance } from '../app.ts';
import type { Diagnosis, DiagnosisResult } from '../diagnostics/diagnosis.schema.ts';
import { type Command, commandLineActor, parse, withAppliance } from './command.ts';
import { finishJob } from './job-waiting.ts';

export const diagnoseCommand: Command = {
  usage: 'diagnose RECORDING',
  async run(args, { output }) {
    const { values, positionals } = parse(args, {}, { least: 1, most: 1 });
    await withAppliance(values.data, async (appliance) => {
      const diagnosis = await diagnoseRecording(appliance, positionals[0] as string);
      output.result(describeDiagnosis(diagnosis.result), diagnosis);
    });
  },
};

export async function diagnoseRecording(appliance: Appliance, recordingId: string): Promise<Diagnosis> {
  const job = await appliance.diagnoses.start(recordingId, commandLineActor());
  await finishJob(appliance, job.id);
  return appliance.diagnoses.getLatest(recordingId);
}

/** The verdict in a few lines for a terminal. */
export function describeDiagnosis({ recording, verdict, findings, indicators, learned }: DiagnosisResult): string {
  const marks = { normal: '=', attention: '!', alarm: '!!', unknown: '?' } as const;
  const lines = [`${marks[verdict.state]} ${recording.name}: ${verdict.sentence}`];
  for (const finding of findings)
    lines.push(
      `    ${finding.faultId} ${finding.fault}: ${finding.confidenceWord} (${Math.round(finding.confidence * 100)} %), ${finding.grade}, act ${finding.urgency}`,
    );
  for (const { target, version, answer, probability, because, shares, comparison } of learned ?? []) {
    const seen = shares.map((share) => `"${share.class}" in ${share.cycles} cycles`).join(', ');
    const several = because === null ? seen : `abstains: ${because}`;
    const word = answer === null ? several : `"${answer}" (${Math.round(100 * (probability ?? 0))} %)`;
    const comparable = comparison.outcome === 'not-comparable' ? 'Not comparable because ' : '';
    lines.push(`    learned model of ${target} v${version}: ${word}. ${comparable}${comparison.sentence}`);
  }
  const unknown = indicators.filter((indicator) => indicator.state === 'not-computable').length;
  lines.push(`    ${indicators.length - unknown} indicators computed, ${unknown} not computable`);
  return lines.join('\n');
}
