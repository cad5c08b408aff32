/** What a table shows, as the end of a sentence that begins with its number: no table stands there without one that uses it. */
export const mentionsEn = {
  nameplate: 'gives the nameplate of each component.',
  condition: 'shows between which values each channel lay.',
  regimes: 'shows when the system ran in which regime.',
  files: 'names the raw files with their hash.',
  channels: 'shows the state of each channel.',
  formulas: 'gives the formula of each indicator and where it comes from.',
  results: 'holds each indicator against its limit.',
  others: 'lists what else was considered.',
  evidence: 'leads from each id in the text to what it rests on.',
  annotations: 'lists them by time.',
  overview: 'lists them, what needs attention first.',
  trend: 'gives the first, last, lowest and highest value of each indicator.',
  steps: 'shows who did which step, and when.',
  comparison: 'shows each indicator before and after.',
  testValues: 'holds what was measured against its limits.',
  versions: 'lists what differs.',
};
