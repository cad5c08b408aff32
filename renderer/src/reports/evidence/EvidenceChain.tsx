import { Button, Code, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { EvidenceDetail } from '../../../../server/reports/contents/content.schema.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { EvidenceLink } from '../../diagnostics/EvidenceLink.tsx';
import { LimitWords } from '../../diagnostics/IndicatorLimit.tsx';
import { Worded } from '../../diagnostics/wordings/Worded.tsx';
import { useFormat } from '../../platform/use-format.ts';
import { useEvidenceDetail } from './evidence.queries.ts';

interface EvidenceChainProps {
  reportId: string;
  evidenceId: string;
  onOpen(evidenceId: string): void;
}

/** What stands behind a number of a report: value, limit, ranges in the plot, what it rests on, and the raw files with their hashes. */
export function EvidenceChain({ reportId, evidenceId, onOpen }: EvidenceChainProps) {
  const detail = useEvidenceDetail(reportId, evidenceId);
  return <Loaded query={detail}>{(data) => <Shown detail={data} onOpen={onOpen} />}</Loaded>;
}

function Shown({ detail, onOpen }: { detail: EvidenceDetail; onOpen(evidenceId: string): void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { item, stated, indicator, chain, rawFiles } = detail;
  const nearest = chain.filter(({ id }) => item.restsOn.includes(id));
  return (
    <Stack gap="sm">
      <Title order={3} size="h4">
        {item.id} · <Worded text={item.text} />
      </Title>
      <Text size="sm" c="dimmed">
        {detail.systemName} · {detail.recordingName}
      </Text>
      {stated && stated.value !== null && (
        <Part title={t('evidence.value')}>
          <Text fw={600}>{format.measured(stated.value, stated.uncertainty, stated.unit === 'confidence' ? '' : stated.unit)}</Text>
        </Part>
      )}
      {indicator && (
        <>
          <Part title={t('evidence.formula')}>
            <Worded text={indicator.formula} />
          </Part>
          <Part title={t('evidence.limit')}>
            <LimitWords limit={indicator.limit} unit={indicator.unit} />
          </Part>
        </>
      )}
      {item.ranges.length > 0 && (
        <Part title={t('evidence.ranges')}>
          <Stack gap={0}>
            {item.ranges.slice(0, mostRanges).map((range) => (
              <EvidenceLink key={`${range.channel} ${range.fromS}`} recordingId={item.recordingId} range={range}>
                {t('evidence.range', { channel: range.channel, from: format.number(range.fromS), to: format.number(range.toS) })}
              </EvidenceLink>
            ))}
            {item.ranges.length > mostRanges && (
              <Text size="sm">{t('evidence.moreRanges', { count: item.ranges.length - mostRanges })}</Text>
            )}
          </Stack>
        </Part>
      )}
      {nearest.length > 0 && (
        <Part title={t('evidence.restsOn')}>
          <Group gap={4}>
            {nearest.map(({ id, text }) => (
              <Button key={id} size="compact-sm" variant="default" title={text} onClick={() => onOpen(id)}>
                {id}
              </Button>
            ))}
          </Group>
        </Part>
      )}
      {rawFiles.length > 0 && (
        <Part title={t('evidence.rawFiles')}>
          {rawFiles.map(({ sha256, name }) => (
            <div key={sha256}>
              <Text size="sm">{name}</Text>
              <Code style={{ overflowWrap: 'anywhere' }}>{sha256}</Code>
            </div>
          ))}
        </Part>
      )}
    </Stack>
  );
}

/** A finding may rest on hundreds of cycles; the plot shows them all. */
const mostRanges = 20;

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <Text size="xs" c="dimmed" component="h4" m={0} fw={400}>
        {title}
      </Text>
      <Text size="sm" component="div">
        {children}
      </Text>
    </section>
  );
}
