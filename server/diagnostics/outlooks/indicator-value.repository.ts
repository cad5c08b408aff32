import type { Db } from '../../platform/database/database.ts';
import { readPage } from '../../platform/database/page.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { Indicator, LimitUsed, OperatingValue } from '../diagnosis.schema.ts';
import { median } from '../statistics.ts';

/** One indicator of one recording, by its newest diagnosis. */
export interface IndicatorValue {
  readonly diagnosisId: string;
  readonly recordingId: string;
  readonly recordingName: string;
  /** null: the recording has no clock. */
  readonly at: string | null;
  readonly indicator: string;
  readonly name: string;
  readonly component: string;
  readonly unit: string;
  readonly state: Indicator['state'];
  readonly value: number;
  readonly uncertainty: number | null;
  readonly limit: LimitUsed | null;
  /** null: diagnosed before operating points were kept. */
  readonly operatingPoint: readonly OperatingValue[] | null;
}

interface Row {
  diagnosis_id: string;
  indicator: string;
  recording_id: string;
  system_id: string;
  is_newest: number | boolean;
  name: string;
  component: string;
  unit: string;
  state: string;
  value: number;
  uncertainty: number | null;
  limit_used: string | null;
}
interface JoinedRow extends Row {
  recording_name: string;
  started_at: string | null;
  operating_point: string | null;
}

/**
 * The typical value: the median over the recording's epochs. (`value` of the result is that of the worst lasting range: in a history it would
 * jump when a range turns abnormal.)
 */
function typicalValue({ trend, value }: Indicator): number | null {
  const seen = (trend?.values ?? []).filter((item) => item !== null);
  return seen.length > 0 ? median(seen) : value;
}

export async function insertIndicatorValues(
  db: Db,
  of: { diagnosisId: string; recordingId: string; systemId: string; indicators: readonly Indicator[] },
): Promise<void> {
  await db<Row>('indicator_value').where({ recording_id: of.recordingId, is_newest: true }).update({ is_newest: false });
  const rows = of.indicators.flatMap((indicator) => {
    const value = typicalValue(indicator);
    if (value === null) return [];
    const { id, name, component, unit, state, uncertainty, limit } = indicator;
    const ids = { diagnosis_id: of.diagnosisId, recording_id: of.recordingId, system_id: of.systemId, is_newest: true };
    return [{ ...ids, indicator: id, name, component, unit, state, value, uncertainty, limit_used: limit && JSON.stringify(limit) }];
  });
  await db.batchInsert('indicator_value', rows, 50);
}

export async function deleteIndicatorValuesOf(db: Db, recordingId: string): Promise<void> {
  await db<Row>('indicator_value').where({ recording_id: recordingId }).delete();
}

/** Ids of the indicators that any recording of a system has a value of. */
export function listIndicators(db: Db, request: PageRequest & { systemId: string }): Promise<Page<string>> {
  const query = db('indicator_value').where({ system_id: request.systemId, is_newest: true }).distinct('indicator');
  return readPage<Row, string>(query, request, { columns: ['indicator'], toItem: ({ indicator }) => indicator });
}

/** The values of some indicators, oldest first; of each at most the newest `most`, and how many there are. */
export async function readHistory(
  db: Db,
  asked: { systemId: string; indicators: readonly string[]; most: number },
): Promise<(IndicatorValue & { readonly known: number })[]> {
  const numbered = db('indicator_value')
    .join('recording', 'recording.id', 'indicator_value.recording_id')
    .join('diagnosis', 'diagnosis.id', 'indicator_value.diagnosis_id')
    .where({ 'indicator_value.system_id': asked.systemId, 'indicator_value.is_newest': true })
    .whereIn('indicator_value.indicator', [...asked.indicators])
    .select(
      'indicator_value.*',
      'recording.name as recording_name',
      'recording.started_at',
      'diagnosis.operating_point',
      db.raw('row_number() over (partition by indicator_value.indicator order by recording.started_at desc, recording.id desc) as place'),
      db.raw('count(*) over (partition by indicator_value.indicator) as known'),
    );
  const rows: (JoinedRow & { known: number | string })[] = await db
    .from(numbered.as('numbered'))
    .where('place', '<=', asked.most)
    .orderBy(['indicator', { column: 'place', order: 'desc' }]);
  return rows.map((row) => ({ ...toValue(row), known: Number(row.known) }));
}

function toValue(row: JoinedRow): IndicatorValue {
  return {
    diagnosisId: row.diagnosis_id,
    recordingId: row.recording_id,
    recordingName: row.recording_name,
    at: row.started_at,
    indicator: row.indicator,
    name: row.name,
    component: row.component,
    unit: row.unit,
    state: row.state as Indicator['state'],
    value: row.value,
    uncertainty: row.uncertainty,
    limit: row.limit_used === null ? null : JSON.parse(row.limit_used),
    operatingPoint: row.operating_point === null ? null : JSON.parse(row.operating_point),
  };
}
