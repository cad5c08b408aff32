import type { ModelVote } from '../../diagnostics/models/model-vote.schema.ts';
import { formatCount, formatShare } from '../number.format.ts';
import { type Composition, paragraph, run, sentence, strong } from '../report.composition.ts';
import type { Block, Run, Section } from '../report-document.schema.ts';

/** What the system's learned models say, each set beside the rules. Without any there is no section. */
export function learnedModelSection(composition: Composition): Section[] {
  const { wording, diagnosis } = composition;
  const votes = diagnosis.learned ?? [];
  if (votes.length === 0) return [];
  const blocks = [paragraph(run(wording.learned.intro)), ...votes.flatMap((vote) => voteBlocks(composition, vote))];
  return [{ id: 'learned-models', title: wording.sections.learned, annex: false, blocks }];
}

/** Votes a reader of the summary has to know of. */
export function disagreeingVotes({ diagnosis }: Composition): ModelVote[] {
  return (diagnosis.learned ?? []).filter(({ comparison }) => comparison.outcome === 'disagrees');
}

function voteBlocks(composition: Composition, vote: ModelVote): Block[] {
  const { learned } = composition.wording;
  const ids = composition.evidence.vote(vote);
  const isAtOdds = vote.comparison.outcome === 'disagrees';
  const by = sharesText(composition, vote);
  return [
    { kind: 'heading', text: learned.heading(vote.target, vote.version), ...(isAtOdds ? { level: 'attention' as const } : {}) },
    {
      kind: 'facts',
      rows: [
        { name: learned.sees, runs: [run(sentence(answerText(composition, vote)), ids)] },
        { name: learned.beside, runs: comparisonRuns(composition, vote) },
        ...(vote.cycles > 0 ? [{ name: learned.cycles, runs: [run(sentence(cyclesText(composition, vote)), ids)] }] : []),
        ...(by === '' ? [] : [{ name: learned.byCycle, runs: [run(sentence(by), ids)] }]),
        { name: learned.origin, runs: [run(learned.hashes(vote.modelSha256.slice(0, 16), vote.trainingSha256.slice(0, 16)), ids)] },
      ],
    },
  ];
}

function answerText({ wording }: Composition, { answer, probability, because }: ModelVote): string {
  const { learned, style } = wording;
  if (because !== null) return learned.abstained(because);
  return answer === null || probability === null ? learned.mixed : learned.answer(answer, formatShare(probability, style));
}

function comparisonRuns({ wording, diagnosis, evidence }: Composition, { comparison }: ModelVote): Run[] {
  const { learned } = wording;
  const named = evidenceOfNamed(comparison.sentence, { diagnosis, evidence });
  if (comparison.outcome === 'not-comparable') return [run(sentence(learned.notComparable(comparison.sentence)), named)];
  const word = comparison.outcome === 'agrees' ? run(learned.agrees) : strong(learned.disagrees);
  return [word, run(` ${sentence(comparison.sentence)}`, named)];
}

/** The comparison names faults by their catalogue id; those that are findings of this report lead on to them. */
function evidenceOfNamed(text: string, { diagnosis, evidence }: Pick<Composition, 'diagnosis' | 'evidence'>): string[] {
  return diagnosis.findings.filter(({ faultId }) => new RegExp(`\\b${faultId}\\b`).test(text)).flatMap(evidence.finding);
}

function cyclesText({ wording }: Composition, { cycles, answered, abstained }: ModelVote): string {
  const { learned, style } = wording;
  const parts = (['outside', 'unsure', 'missing'] as const).flatMap((why) =>
    abstained[why] > 0 ? [learned[why](formatCount(abstained[why], style))] : [],
  );
  return [learned.answered(formatCount(answered, style), formatCount(cycles, style)), ...parts].join('; ');
}

/** Which classes it sees how often; nothing where a single one says it all. */
function sharesText({ wording }: Composition, { shares }: ModelVote): string {
  const { learned, style } = wording;
  if (shares.length < 2) return '';
  return shares
    .map((share) => learned.share(share.class, formatCount(share.cycles, style), formatShare(share.probability, style)))
    .join(', ');
}
