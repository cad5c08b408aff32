/**
 * What an import says about a file, by stable codes: sentences with `{parameters}`. The importer writes the English text, which stays what the
 * API and the command line print; whoever speaks another language finds code and parameters again with `codeOf`.
 */
export const sentences = {
  'ask-date-order': '{date}: is the day first or the month first? No date in the file settles it.',
  'ask-thousands': 'Is {example} a number above a thousand, or one with three decimals? Nothing in the file settles it.',
  'ask-summer-time':
    '"{text}" does not say whether summer time applies. In which zone (like Europe/Berlin or +01:00) did the logger\'s clock run?',
  'ask-skipped-hour': 'Line {line} shows a time that clocks in {zone} skip at the start of summer time. Which zone was the logger set to?',
  'ask-skipped-start': 'The start time before the table does not exist on clocks in its zone. When did the recording start?',
  'ask-scaling-notes': 'Notes above the table give a scaling for {names}. Shall it be applied?',
  'ask-scaling-text': '"{text}" speaks of a scaling for {names}. Shall it be applied?',
  'ask-time-column': '{count} columns hold dates and times. Which one is the time of the row?',
  'ask-columns': 'The table has no header. What do its {count} columns of numbers hold, from left to right, and in which unit?',
  'ask-unit-header': 'In which unit is {names}? The header names none.',
  'ask-units-header': 'In which unit are {names}? The header names none.',
  'ask-unit-twice': 'In which unit is {names}? The name and the row of units give different ones.',
  'ask-units-twice': 'In which unit are {names}? The name and the row of units give different ones.',
  'ask-unit-file': 'In which unit is {names}? The file names none.',
  'ask-units-file': 'In which unit are {names}? The file names none.',
  'ask-start-unread': '"{text}" should be the start of the recording and cannot be read. When was the first sample taken?',
  'ask-start-minutes':
    'The column "{name}" holds minutes, seconds and fractions, but no hour and no date. When was the first sample taken?',
  'ask-minutes-or-hours': '"{name}" begins with {clock}. Are these minutes and seconds, or hours and minutes?',
  'ask-day': 'The column "{name}" holds times of day and no date. On which day was the first sample taken (like 2026-01-03)?',
  'ask-time-unit': 'In which unit does the time column "{name}" count (first value {first})?',
  'ask-index-interval': '"{name}" counts the samples. How many seconds lie between two of them?',
  'ask-row-interval': 'No column holds a time. How many seconds lie between two rows?',
  'ask-start': 'When was the first sample taken?',
  'ask-sample-interval': 'How many seconds lie between two samples?',
  'ask-channel': 'Which channel is it, and in which unit?',
  'ask-layout-one':
    'The file holds lines of {count} numbers and no header. Do the columns hold successive samples of one channel, or one channel each?',
  'ask-layout-many':
    'The {count} files hold lines of numbers and no header. Do the columns hold successive samples of one channel, or one channel each?',
  'means-dmy': 'day {day}, month {month}',
  'means-mdy': 'month {month}, day {day}',
  'means-ymd': 'year {year}, month {month}, day {day}',
  'means-utc': 'the logger runs on UTC',
  'means-scaled': 'apply the scaling of the notes',
  'means-unscaled': 'leave the values as they are written',
  'means-by-column': 'call them by their columns, without units',
  'means-no-unit': 'none of them has a unit',
  'means-from-zero': 'not known: count from zero',
  'means-from-first': 'not known: count from the first sample',
  'means-minutes': '{minutes} minutes and {seconds} seconds',
  'means-hours': '{hours} hours and {minutes} minutes',
  'means-counts': '"{name}" counts in {unit}',
  'means-samples': 'a line is successive samples of one channel; the lines follow one another',
  'means-channels': 'a line is one instant; each column is a channel (or the time)',
  'means-thousands-point': '{example} is {number}: the point groups thousands',
  'means-thousands-comma': '{example} is {number}: the comma groups thousands',
  'means-time-column': '{name}: the first row is at {time}',
  'means-decimals': '{example} has three decimals',
  'other-template': 'The template "{name}" was chosen by hand; these files do not look like those it was made from.',
  'nested-columns': 'Columns that hold lists or records were not imported: {names}.',
  'nested-fields': 'Fields that hold lists were not imported: {names}.',
  'cells-beside': 'Cells to the right of the table that were not imported: {count}.',
  'cycles-joined': 'A row of the files is a cycle; cycles were laid end to end.',
  'few-numbers': 'Most cells of "{name}" are no numbers (like "{example}"); these samples are missing.',
  brackets: 'Numbers in brackets in "{name}" were read as negative, as accountants write them ({example}).',
  'units-as-names': 'The header holds units and no names; the channels are called by their units.',
  'column-empty': 'The column "{name}" is empty and was not imported.',
  'column-counts': 'The column "{name}" counts the rows and was not imported.',
  'column-one-text': 'The column "{name}" holds only the text {example} and was not imported.',
  'column-words': 'The column "{name}" holds words ({examples}) and was not imported.',
  'column-status': 'The column "{name}" is a status: {states}.',
  'tag-words': 'The values of "{name}" are words; these samples are missing.',
  'column-unused': 'The column "{name}" is not understood and was not used.',
  'unit-unknown': 'The unit "{unit}" of "{name}" is not known; its values were left as they are.',
  'date-from': 'The rows hold times of day; their date ({date}) was taken from {place}.',
  'counter-wraps': 'The counter in "{name}" begins again at zero after {range}; the times go on behind it.',
  'counter-restarts': 'The counter in "{name}" begins again at zero in the course of the file; the times go on behind it.',
  'rows-counted': 'No column holds a time: the rows were counted.',
  'person-said': 'Layout, interval and channel are not in the file; they are answers of the person who imported it.',
  'order-of-twin': '{file}: the order of day and month is that of {twin}, a file with the same columns.',
  appended: 'Files with the same columns were appended in the order of their times: {files}.',
  'beside-relative':
    'Files side by side, each with times of its own: {files}. They hold no date and last equally long: their zeros were taken as the same instant.',
  'beside-clock': 'Files side by side, each with times of its own: {files}. They share one clock.',
  'three-digits-point': 'Every number has exactly three digits behind the point; it was read as the decimal mark, not as thousands.',
  'three-digits-comma': 'Every number has exactly three digits behind the comma; it was read as the decimal mark, not as thousands.',
  'formulas-unread':
    'Formulas of "{sheet}" whose result is not stored in the file, so that their values are missing: {count}. Open the workbook in Excel and save it.',
  recognised: 'Recognised as {title}, template {id} version {version}; units and names are from its documentation ({source}).',
  'doubtful-value':
    '"{name}" holds the number {value}, which many loggers write for "no value". The file does not declare it, so it was kept: check it before you trust minimum, maximum and mean.',
  'signal-open': '"{name}" may be {signals}: it was given no signal.',
} as const satisfies Record<string, string>;
export type SentenceCode = keyof typeof sentences;

export interface Said {
  readonly code: SentenceCode;
  readonly values: Readonly<Record<string, string>>;
}

const patterns = Object.entries(sentences).map(([code, text]) => ({
  code: code as SentenceCode,
  // Literal text between parameters; a parameter is as short as the sentence allows.
  pattern: new RegExp(`^${text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{(\w+)\}/g, '(?<$1>.+?)')}$`, 's'),
}));

/** Code and parameters of a sentence that an import wrote; null: it is none of them. */
export function codeOf(text: string): Said | null {
  for (const { code, pattern } of patterns) {
    const found = pattern.exec(text);
    if (found) return { code, values: { ...found.groups } };
  }
  return null;
}
