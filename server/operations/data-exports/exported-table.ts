import type { DataSet } from './data-export.schema.ts';

export type ColumnKind = 'text' | 'integer' | 'number' | 'boolean' | 'json';

/**
 * A table as it is exported. Only the columns named here ever leave: what is not named (passwords, tokens, paths of this computer) cannot.
 */
export interface ExportedTable {
  /** File name without ending. */
  readonly name: string;
  readonly dataset: DataSet;
  readonly table: string;
  /** Primary key; its first column is a UUIDv7 and so grows with time. */
  readonly key: readonly string[];
  readonly columns: Readonly<Record<string, ColumnKind>>;
  /** Which of its columns leads to the site: by itself, or through a row of another table. Absent: it belongs to no site. */
  readonly site?: { readonly column: string; readonly through?: 'system' | 'recording' | 'report' | 'diagnosis' };
  /** Which of its columns says when it was made, or through whose row. Absent: it is master data, always whole. */
  readonly time?: { readonly column: string; readonly through?: 'recording' | 'report' | 'diagnosis' };
  /** Rows read at once: few of those that carry a document. */
  readonly pageRows: number;
}

const made = { created_at: 'text', created_by: 'text' } as const;
const ofSystem = { column: 'system_id', through: 'system' } as const;
const ofRecording = { column: 'recording_id', through: 'recording' } as const;
const ofDiagnosis = { column: 'diagnosis_id', through: 'diagnosis' } as const;
const ofReport = { column: 'report_id', through: 'report' } as const;
const whenMade = { column: 'created_at' } as const;
const many = 2000;
const few = 20;

export const exportedTables: readonly ExportedTable[] = [
  {
    ...{ name: 'sites', dataset: 'systems', table: 'site', key: ['id'], pageRows: many },
    columns: { id: 'text', name: 'text', time_zone: 'text', created_at: 'text' },
    site: { column: 'id' },
  },
  {
    ...{ name: 'systems', dataset: 'systems', table: 'hydraulic_system', key: ['id'], pageRows: many },
    columns: {
      ...{ id: 'text', site_id: 'text', name: 'text', tag: 'text', note: 'text' },
      ...{ is_simulated: 'boolean', version: 'integer', created_at: 'text' },
    },
    site: { column: 'site_id' },
  },
  {
    ...{ name: 'components', dataset: 'systems', table: 'component', key: ['id'], pageRows: many },
    columns: { id: 'text', system_id: 'text', kind: 'text', name: 'text', nameplate: 'json', created_at: 'text' },
    site: ofSystem,
  },
  {
    ...{ name: 'channels', dataset: 'systems', table: 'channel', key: ['id'], pageRows: many },
    columns: {
      ...{ id: 'text', system_id: 'text', component_id: 'text', name: 'text', quantity: 'text', unit: 'text', signal: 'text' },
      ...{ range_low: 'number', range_high: 'number', accuracy_percent_fs: 'number', created_at: 'text' },
    },
    site: ofSystem,
  },
  {
    ...{ name: 'limits', dataset: 'systems', table: 'limit_version', key: ['id'], pageRows: many },
    columns: {
      ...{ id: 'text', system_id: 'text', subject_type: 'text', subject: 'text', operating_point: 'text', version: 'integer' },
      ...{ state: 'text', is_retirement: 'boolean', content: 'json', reason: 'text', proposed_at: 'text', proposed_by: 'text' },
      ...{ decided_at: 'text', decided_by: 'text', decision_reason: 'text', has_second_person: 'boolean' },
    },
    site: ofSystem,
  },
  {
    ...{ name: 'recordings', dataset: 'recordings', table: 'recording', key: ['id'], pageRows: few },
    columns: {
      ...{ id: 'text', system_id: 'text', name: 'text', content_key: 'text', clock: 'text', started_at: 'text', duration_ms: 'number' },
      ...{ cycle_length_ms: 'number', cycle_count: 'integer', channel_count: 'integer', sample_count: 'integer' },
      ...{ series_sha256: 'text', series_bytes: 'integer', rejected_sha256: 'text', import_report: 'json', importer_version: 'text' },
      ...made,
    },
    site: ofSystem,
    time: whenMade,
  },
  {
    ...{ name: 'recording-files', dataset: 'recordings', table: 'recording_file', key: ['recording_id', 'position'], pageRows: many },
    columns: { recording_id: 'text', position: 'integer', sha256: 'text', name: 'text' },
    site: ofRecording,
    time: ofRecording,
  },
  {
    ...{ name: 'recording-channels', dataset: 'recordings', table: 'recording_channel', key: ['recording_id', 'channel_index'] },
    pageRows: many,
    columns: {
      ...{ recording_id: 'text', channel_index: 'integer', channel_id: 'text', name: 'text', quantity: 'text', unit: 'text' },
      ...{ unit_written: 'text', signal: 'text', time_base: 'integer', position: 'integer', interval_ms: 'number' },
      ...{ sample_count: 'integer', valid_count: 'integer', min_value: 'number', max_value: 'number', mean_value: 'number' },
    },
    site: ofRecording,
    time: ofRecording,
  },
  {
    ...{ name: 'diagnoses', dataset: 'diagnoses', table: 'diagnosis', key: ['id'], pageRows: few },
    columns: {
      ...{ id: 'text', recording_id: 'text', is_newest: 'boolean', verdict_state: 'text', verdict_sentence: 'text', result: 'json' },
      ...{ result_sha256: 'text', engine_version: 'text', catalogue_version: 'text', operating_point: 'json', basis: 'json', ...made },
    },
    site: ofRecording,
    time: whenMade,
  },
  {
    ...{ name: 'findings', dataset: 'diagnoses', table: 'finding', key: ['id'], pageRows: many },
    columns: {
      ...{ id: 'text', diagnosis_id: 'text', recording_id: 'text', system_id: 'text', is_newest: 'boolean', fault_id: 'text' },
      ...{ fault: 'text', confidence: 'number', severity: 'integer', grade: 'text', sentence: 'text', created_at: 'text' },
    },
    site: ofSystem,
    time: whenMade,
  },
  {
    ...{ name: 'indicators', dataset: 'diagnoses', table: 'indicator_value', key: ['diagnosis_id', 'indicator'], pageRows: many },
    columns: {
      ...{ diagnosis_id: 'text', indicator: 'text', recording_id: 'text', system_id: 'text', is_newest: 'boolean', name: 'text' },
      ...{ component: 'text', unit: 'text', state: 'text', value: 'number', uncertainty: 'number', limit_used: 'json' },
    },
    site: ofSystem,
    time: ofDiagnosis,
  },
  {
    ...{ name: 'decisions', dataset: 'diagnoses', table: 'finding_decision', key: ['id'], pageRows: many },
    columns: {
      ...{ id: 'text', system_id: 'text', recording_id: 'text', fault_id: 'text', fault: 'text', confidence: 'number' },
      ...{ decision: 'text', reason: 'text', ...made, withdrawn_at: 'text', withdrawn_by: 'text', withdrawn_reason: 'text' },
    },
    site: ofSystem,
    time: whenMade,
  },
  {
    ...{ name: 'reports', dataset: 'reports', table: 'report', key: ['id'], pageRows: few },
    columns: {
      ...{ id: 'text', number: 'text', version: 'integer', title: 'text', recording_id: 'text', diagnosis_id: 'text', status: 'text' },
      ...{ revision: 'integer', source: 'json', composition: 'json', formats: 'text', input_sha256: 'text', content_sha256: 'text' },
      ...{ supersedes_id: 'text', differences: 'json', status_reason: 'text', status_at: 'text', status_by: 'text', ...made },
    },
    site: ofRecording,
    time: whenMade,
  },
  {
    ...{ name: 'report-files', dataset: 'reports', table: 'report_file', key: ['report_id', 'format'], pageRows: many },
    columns: { report_id: 'text', format: 'text', name: 'text', sha256: 'text', bytes: 'integer' },
    site: ofReport,
    time: ofReport,
  },
  {
    ...{ name: 'report-recordings', dataset: 'reports', table: 'report_recording', key: ['report_id', 'recording_id'], pageRows: many },
    columns: { report_id: 'text', recording_id: 'text', diagnosis_id: 'text' },
    site: ofReport,
    time: ofReport,
  },
  {
    ...{ name: 'report-signatures', dataset: 'reports', table: 'report_signature', key: ['id'], pageRows: many },
    columns: {
      ...{ id: 'text', report_id: 'text', meaning: 'text', user_id: 'text', user_name: 'text', display_name: 'text', signed_at: 'text' },
      ...{ revision: 'integer', content_sha256: 'text', has_second_person: 'boolean', key_fingerprint: 'text', seal: 'text' },
      ...{ voided_at: 'text', voided_by: 'text', void_reason: 'text' },
    },
    site: ofReport,
    time: ofReport,
  },
  {
    ...{ name: 'audit', dataset: 'audit', table: 'audit_event', key: ['id'], pageRows: many },
    columns: {
      ...{ id: 'text', at: 'text', actor: 'text', action: 'text', subject_type: 'text', subject_id: 'text' },
      ...{ old_value: 'json', new_value: 'json', request_id: 'text' },
    },
    time: { column: 'at' },
  },
];

export const tablesOf = (datasets: readonly DataSet[]): ExportedTable[] =>
  exportedTables.filter(({ dataset }) => datasets.includes(dataset));
