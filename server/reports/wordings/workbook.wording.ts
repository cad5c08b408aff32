import type { ReportColumn } from '../formats/tables/report-row.ts';

/** Words of the workbook that stand in no other format. */
export interface WorkbookWording {
  readonly sheets: Record<'report' | 'indicators' | 'findings' | 'models' | 'tests' | 'evidence', string>;
  readonly columns: Record<Exclude<ReportColumn, 'report' | 'kind'>, string>;
  /** What stands in the row of units beside a column whose unit differs from row to row. */
  readonly inUnit: string;
  readonly facts: Record<
    'field' | 'content' | 'status' | 'number' | 'title' | 'system' | 'created' | 'author' | 'resultHash' | 'simulated',
    string
  >;
  readonly evidence: Record<'id' | 'kind' | 'text' | 'recording' | 'channel' | 'from' | 'to' | 'files' | 'restsOn', string>;
  readonly printed: Record<'table' | 'caption' | 'evidence', string>;
  readonly curve: Record<'lowest' | 'mean' | 'highest', string>;
}

const en: WorkbookWording = {
  sheets: {
    report: 'Report',
    indicators: 'Indicators',
    findings: 'Findings',
    models: 'Learned models',
    tests: 'Guided tests',
    evidence: 'Evidence',
  },
  columns: {
    evidence: 'Evidence',
    id: 'Id',
    name: 'Name',
    component: 'Component',
    state: 'State',
    value: 'Value',
    uncertainty_k2: 'U (k = 2)',
    unit: 'Unit',
    warning_low: 'Warning below',
    warning_high: 'Warning above',
    alarm_low: 'Alarm below',
    alarm_high: 'Alarm above',
    limit_source: 'Source of the limit',
    confidence: 'Confidence',
    coverage: 'Evidence measured',
    severity: 'Severity',
    urgency: 'Urgency',
    text: 'Text',
    rests_on: 'Rests on',
    system: 'System',
    recording: 'Recording',
  },
  inUnit: 'see Unit',
  facts: {
    field: 'Field',
    content: 'Content',
    status: 'Status',
    number: 'Report',
    title: 'Title',
    system: 'System',
    created: 'Report date',
    author: 'Prepared by',
    resultHash: 'Result SHA-256',
    simulated: 'Data',
  },
  evidence: {
    id: 'Evidence',
    kind: 'Kind',
    text: 'Stands for',
    recording: 'Recording',
    channel: 'Channel',
    from: 'From',
    to: 'To',
    files: 'SHA-256 of the raw files',
    restsOn: 'Rests on',
  },
  printed: { table: 'Table', caption: 'Caption', evidence: 'Evidence' },
  curve: { lowest: 'lowest', mean: 'mean', highest: 'highest' },
};

const de: WorkbookWording = {
  sheets: {
    report: 'Bericht',
    indicators: 'Kennwerte',
    findings: 'Befunde',
    models: 'Gelernte Modelle',
    tests: 'Geführte Prüfungen',
    evidence: 'Belege',
  },
  columns: {
    evidence: 'Beleg',
    id: 'Kennung',
    name: 'Name',
    component: 'Bauteil',
    state: 'Zustand',
    value: 'Wert',
    uncertainty_k2: 'U (k = 2)',
    unit: 'Einheit',
    warning_low: 'Warnung unter',
    warning_high: 'Warnung über',
    alarm_low: 'Alarm unter',
    alarm_high: 'Alarm über',
    limit_source: 'Quelle des Grenzwerts',
    confidence: 'Sicherheit',
    coverage: 'Gemessener Anteil der Belege',
    severity: 'Schwere',
    urgency: 'Dringlichkeit',
    text: 'Text',
    rests_on: 'Beruht auf',
    system: 'Anlage',
    recording: 'Aufzeichnung',
  },
  inUnit: 'siehe Einheit',
  facts: {
    field: 'Feld',
    content: 'Inhalt',
    status: 'Status',
    number: 'Bericht',
    title: 'Titel',
    system: 'Anlage',
    created: 'Berichtsdatum',
    author: 'Erstellt von',
    resultHash: 'SHA-256 des Ergebnisses',
    simulated: 'Daten',
  },
  evidence: {
    id: 'Beleg',
    kind: 'Art',
    text: 'Steht für',
    recording: 'Aufzeichnung',
    channel: 'Kanal',
    from: 'Von',
    to: 'Bis',
    files: 'SHA-256 der Rohdateien',
    restsOn: 'Beruht auf',
  },
  printed: { table: 'Tabelle', caption: 'Beschriftung', evidence: 'Beleg' },
  curve: { lowest: 'kleinster', mean: 'Mittel', highest: 'größter' },
};

const wordings: Readonly<Record<string, WorkbookWording>> = { en, de };

export function workbookWordingOf(language: string): WorkbookWording {
  return wordings[language] ?? en;
}
