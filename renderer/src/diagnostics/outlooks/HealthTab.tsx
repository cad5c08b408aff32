import { Accordion, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HealthLine } from '../../../../server/diagnostics/outlooks/outlook.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { StateMark } from '../../components/StateMark.tsx';
import { useFormat } from '../../platform/use-format.ts';
import { IndicatorLink } from '../IndicatorLink.tsx';
import { IndicatorTitle } from '../IndicatorTitle.tsx';
import { ComponentTable } from './ComponentTable.tsx';
import { useComponentHealth, useHealth } from './health.queries.ts';
import { OutlookText } from './OutlookText.tsx';
import { Sparkline } from './Sparkline.tsx';

const order = { alarm: 0, warning: 1, normal: 2, 'no-limit': 3, 'not-evaluated': 4, 'not-computable': 5 } as const;

/** How the indicators of a system went from recording to recording, and where they go (ISO 13381). */
export function HealthTab({ systemId, timeZone }: { systemId: string; timeZone: string }) {
  const { t } = useTranslation();
  const health = useHealth(systemId);
  return (
    <Loaded query={health}>
      {() =>
        health.items.length === 0 ? (
          <EmptyState text={t('outlook.empty')} />
        ) : (
          <Stack gap="sm">
            <ComponentGrades systemId={systemId} timeZone={timeZone} />
            <Title order={2} mt="md">
              {t('diagnosis.indicators')}
            </Title>
            <Text size="sm" c="dimmed">
              {t('outlook.explanation')}
            </Text>
            <HealthLines lines={health.items} timeZone={timeZone} />
            <MoreButton list={health} />
          </Stack>
        )
      }
    </Loaded>
  );
}

function ComponentGrades({ systemId, timeZone }: { systemId: string; timeZone: string }) {
  const { t } = useTranslation();
  const health = useComponentHealth(systemId);
  return (
    <>
      <Title order={2}>{t('grade.title')}</Title>
      <Text size="sm" c="dimmed">
        {t('grade.explanation')}
      </Text>
      <Loaded query={health}>
        {() => (
          <>
            <ComponentTable components={health.items} timeZone={timeZone} />
            <MoreButton list={health} />
          </>
        )}
      </Loaded>
    </>
  );
}

interface LinesProps {
  lines: readonly HealthLine[];
  timeZone: string;
}

/** What has a limit or a trend first; the rest says nothing about health by itself and is one click away, counted. */
function HealthLines({ lines, timeZone }: LinesProps) {
  const { t } = useTranslation();
  const shown = lines.filter((line) => line.limit !== null || line.trend !== null);
  const rest = lines.filter((line) => !shown.includes(line));
  return (
    <>
      {shown.length > 0 && <HealthTable caption={t('outlook.title')} lines={shown} timeZone={timeZone} />}
      {rest.length > 0 && (
        <Accordion variant="contained" order={3} defaultValue={shown.length > 0 ? null : 'rest'}>
          <Accordion.Item value="rest" bg="var(--surface-raised)">
            <Accordion.Control>{t('outlook.folded', { n: rest.length })}</Accordion.Control>
            <Accordion.Panel>
              <HealthTable caption={t('outlook.foldedTitle')} lines={rest} timeZone={timeZone} />
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      )}
    </>
  );
}

function HealthTable({ caption, lines, timeZone }: LinesProps & { caption: string }) {
  const { t } = useTranslation();
  const state = (line: HealthLine) => line.points.at(-1)?.state ?? 'not-computable';
  const columns: Column<HealthLine>[] = [
    { key: 'state', header: t('indicators.state'), width: 140, cell: (line) => <StateMark state={state(line)} /> },
    {
      key: 'name',
      header: t('limits.indicator'),
      width: '24%',
      cell: (line) => <IndicatorTitle name={line.name} component={line.component} />,
    },
    { key: 'newest', header: t('outlook.newest'), width: 150, cell: (line) => <Newest line={line} timeZone={timeZone} /> },
    { key: 'history', header: t('outlook.history'), width: 210, cell: (line) => <Sparkline line={line} timeZone={timeZone} /> },
    { key: 'outlook', header: t('outlook.heading'), cell: (line) => <OutlookText line={line} timeZone={timeZone} /> },
  ];
  const rows = [...lines].sort((a, b) => order[state(a)] - order[state(b)] || a.component.localeCompare(b.component));
  return <DataTable caption={caption} columns={columns} rows={rows} rowKey={(line) => line.indicator} />;
}

/** The newest value leads to the diagnosis it comes from. */
function Newest({ line, timeZone }: { line: HealthLine; timeZone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const point = line.points.at(-1);
  if (!point) return <Text size="sm">{t('outlook.undated', { count: line.undated })}</Text>;
  return (
    <Stack gap={0}>
      <Text size="sm" fw={600} component="div">
        <IndicatorLink recordingId={point.recordingId} indicator={line.indicator}>
          {format.measured(point.value, point.uncertainty, line.unit)}
        </IndicatorLink>
      </Text>
      <Text size="xs" c="dimmed">
        {format.instant(point.at, timeZone)}
      </Text>
    </Stack>
  );
}
