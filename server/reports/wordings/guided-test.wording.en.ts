/** What a report says around the results of guided tests. */
export const guidedTestEn = {
  intro:
    'A technician was led through these tests; what they say was computed from this recording. A test passes only with a value, a limit with a source, and an uncertainty that keeps the value out of the alarm.',
  state: { pass: 'passed', warning: 'warning', alarm: 'alarm', 'not-assessable': 'not assessable' },
  valueState: {
    pass: 'within its limit',
    warning: 'warning',
    alarm: 'alarm',
    'no-limit': 'no limit',
    'not-assessable': 'not assessable',
  } as Record<string, string>,
  heading: (title: string, state: string) => `${title}: ${state}`,
  operatingPoint: 'Operating point',
  range: 'Evaluated range',
  evaluated: 'Evaluated',
  evaluatedBy: (at: string, by: string, engine: string, version: string) => `${at} by ${by}; engine ${engine}, test version ${version}`,
  comparedWith: 'Compared with',
  note: 'Note',
  resultHash: 'Result SHA-256',
  value: 'Measured value',
  explains: 'explains, does not judge',
  isClose: 'nearer to the limit than the measurement is certain',
  caption: (title: string) => `${title}: what was measured.`,
  refused: 'Could not be evaluated',
  meaning: 'What it means',
  inSummary: (title: string, state: string) => `Guided test “${title}”: ${state}`,
};
