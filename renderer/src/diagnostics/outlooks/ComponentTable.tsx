import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ComponentHealth, GradeReason } from '../../../../server/diagnostics/outlooks/component-grade.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { StateMark } from '../../components/StateMark.tsx';
import { TextLink } from '../../components/TextLink.tsx';
import { showWanted } from '../../platform/show-wanted.ts';
import { useFormat } from '../../platform/use-format.ts';
import { IndicatorLink } from '../IndicatorLink.tsx';
import { Worded } from '../wordings/Worded.tsx';
import { useComponentWord } from '../words.ts';
import { GradeStrip } from './GradeStrip.tsx';

const mostReasons = 2;
const order = { alarm: 0, warning: 1, unknown: 2, normal: 3 } as const;

/** A grade per component, the worst first, with what decides it and how it went. */
export function ComponentTable({ components, timeZone }: { components: readonly ComponentHealth[]; timeZone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useComponentWord();
  const columns: Column<ComponentHealth>[] = [
    { key: 'grade', header: t('indicators.state'), width: 140, cell: ({ grade }) => <StateMark state={grade} /> },
    {
      key: 'component',
      header: t('grade.component'),
      width: '18%',
      cell: ({ component, names }) => (
        <Stack gap={0} id={`component-${component}`} ref={showWanted} style={{ scrollMarginTop: 80 }}>
          <Text size="sm">{component === 'other' ? t('grade.whole') : word(component)}</Text>
          {names.length > 0 && (
            <Text size="xs" c="dimmed">
              {names.join(', ')}
            </Text>
          )}
        </Stack>
      ),
    },
    {
      key: 'since',
      width: 190,
      header: t('grade.since'),
      cell: ({ since }) => (since === null ? '–' : format.instant(since, timeZone)),
    },
    { key: 'history', header: t('outlook.history'), width: 120, cell: (one) => <GradeStrip health={one} timeZone={timeZone} /> },
    { key: 'reason', header: t('grade.reason'), cell: (one) => <Reasons health={one} /> },
  ];
  const rows = [...components].sort((a, b) => order[a.grade] - order[b.grade] || a.component.localeCompare(b.component));
  return <DataTable caption={t('grade.title')} columns={columns} rows={rows} rowKey={({ component }) => component} />;
}

/** The indicators that decide the grade of the newest recording; the link opens the diagnosis that holds their evidence. */
function Reasons({ health }: { health: ComponentHealth }) {
  const { t } = useTranslation();
  const newest = health.points.at(-1);
  if (!newest) return <Text size="sm">{health.undated > 0 ? t('outlook.undated', { count: health.undated }) : t('grade.nothing')}</Text>;
  return (
    <Stack gap={2}>
      {newest.reasons.slice(0, mostReasons).map((reason) => (
        <Reason key={reason.indicator} reason={reason} recordingId={newest.recordingId} />
      ))}
      <Text size="xs">
        <TextLink to="/recordings/$recordingId" params={{ recordingId: newest.recordingId }} search={{ tab: 'diagnosis' }}>
          {t('grade.judged', { judged: newest.judged, total: newest.total })}
        </TextLink>
      </Text>
    </Stack>
  );
}

function Reason({ reason, recordingId }: { reason: GradeReason; recordingId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { indicator, name, value, unit, state, because, wouldNeed, finding } = reason;
  if (finding)
    return (
      <Text size="sm">
        {t('difference.finding')}{' '}
        <TextLink to="/recordings/$recordingId" params={{ recordingId }} search={{ tab: 'diagnosis' }} hash="findings">
          {finding.faultId} <Worded text={name} /> {format.percent(finding.confidence)}
        </TextLink>
      </Text>
    );
  if (because !== null)
    return (
      <Text size="xs" c="dimmed">
        <Worded text={name} />: <Worded text={because} />. {t('indicators.wouldNeed')} <Worded text={wouldNeed ?? ''} />
      </Text>
    );
  return (
    <Text size="sm">
      <Worded text={name} />{' '}
      {value !== null && (
        <IndicatorLink recordingId={recordingId} indicator={indicator}>
          {format.measured(value, null, unit)}
        </IndicatorLink>
      )}
      {state === 'no-limit' && ` (${t('state.noLimit')})`}
    </Text>
  );
}
