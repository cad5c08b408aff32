/** What a report says about what people chose and wrote in it. */
export const editsEn = {
  leftOut: (titles: string) => `Sections left out: ${titles}.`,
  rewritten: (authors: string, sections: string) =>
    `Sentences were worded by ${authors} in: ${sections}. Their numbers are those of the analysis.`,
  dropped: (numbers: string) => `These new sentences leave out: ${numbers}.`,
  added: (authors: string, sections: string) => `Text was added by ${authors} in: ${sections}. It is not a result of the analysis.`,
  unused: (count: string, authors: string) =>
    `${count} ${count === '1' ? 'edit' : 'edits'} by ${authors} could not be used: what ${count === '1' ? 'it belongs' : 'they belong'} to is left out or has changed.`,
  pinned: (author: string) => `Pinned by ${author}.`,
};

/** What a report on several recordings says before it comes to each of them. */
export const overviewEn = {
  titles: {
    comparison: (system: string, after: string, before: string) => `${system}: ${after} compared with ${before}`,
    guidedTest: (system: string, recording: string) => `Guided test on ${system}: ${recording}`,
    period: (system: string, from: string, to: string) => `${system}, ${from} to ${to}`,
    systems: (count: string, site: string) =>
      `Condition of ${count} ${count === '1' ? 'system' : 'systems'}${site === '' ? '' : `, ${site}`}`,
  },
  skipped: 'Not judged, because there is nothing to judge by:',
  skippedReason: { 'no-diagnosis': 'no diagnosis', 'no-recording': 'no recording in this period' },
  section: 'Overview',
  step: 'Step',
  notDone: 'not ticked off',
  stepCaption: (test: string | null) => `Steps of ${test === null ? 'the test' : `“${test}”`}, as the technician ticked them off.`,
  part: 'Section',
  system: 'System',
  recording: 'Recording',
  verdict: 'Verdict',
  finding: 'Key finding',
  action: 'Recommended action',
  deadline: 'Deadline',
  systems: 'Systems',
  recordings: 'Recordings',
  caption: 'What needs attention comes first; what could not be judged is not normal.',
  count: (total: string, alarm: string, attention: string, unknown: string, normal: string) =>
    `${total} recordings were judged: ${alarm} alarm, ${attention} attention, ${unknown} not judged, ${normal} normal.`,
  noFinding: 'none',
  partTitle: (system: string, recording: string) => `${system}: ${recording}`,
  partLimitations: 'The limitations of each recording stand in its own section.',
  limitations: 'About this report',
  trends: 'Course of the indicators over the period',
  trendCaption: 'Indicators over the recordings of the period.',
  trendFigure: (name: string, component: string) => `${name} (${component}), one value per recording.`,
  trendSentence: (name: string, first: string, last: string) => `shows the ${name} over the period: ${first} at first, ${last} at last.`,
  trendAxis: (start: string) => `Days since ${start}`,
  trendOrder: 'Recording in order',
  first: 'First',
  last: 'Last',
  lowest: 'Lowest',
  highest: 'Highest',
  values: 'Values',
};

/** What a report says when it sets two recordings beside each other. */
export const comparisonEn = {
  section: 'Comparison',
  before: 'Before',
  after: 'After',
  same: 'Both recordings were made at the same operating point.',
  notSame: (differences: string) => `The operating points are not the same: ${differences}.`,
  caption: 'Indicators before and after. Δ: Hodges–Lehmann shift with its 95 % interval; effect: size by Cliff’s delta.',
  shift: 'Δ (95 %)',
  effect: 'Effect',
  outcome: 'Outcome',
  because: 'Because',
  outcomes: {
    better: 'better',
    worse: 'worse',
    changed: 'changed',
    'no-clear-change': 'no clear change',
    'not-comparable': 'not comparable',
  },
  sizes: { negligible: 'negligible', small: 'small', medium: 'medium', large: 'large' },
};
