import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evaluation } from '../../../../server/diagnostics/evaluations/evaluation.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { StateMark } from '../../components/StateMark.tsx';
import { TextLink } from '../../components/TextLink.tsx';
import { useFormat } from '../../platform/use-format.ts';
import { ReevaluateMenu } from '../reevaluations/ReevaluateMenu.tsx';
import { ResultWords, Worded } from '../wordings/Worded.tsx';
import { DifferenceView } from './DifferenceView.tsx';
import { useDifferences, useEvaluations } from './evaluation.queries.ts';

/** Every result that was ever stored of this recording; any of them can be opened and compared with the newest. */
export function EvaluationSection({ recordingId }: { recordingId: string }) {
  const { t } = useTranslation();
  const evaluations = useEvaluations(recordingId);
  const [compared, setCompared] = useState<string | null>(null);
  const newest = evaluations.items.find(({ isNewest }) => isNewest);
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-start">
        <Text size="sm" c="dimmed" maw={720}>
          {t('evaluation.explanation')}
        </Text>
        <ReevaluateMenu scope={{ scope: 'recording', recordingId }} />
      </Group>
      <Loaded query={evaluations}>
        {() => (
          <>
            <EvaluationTable evaluations={evaluations.items} onCompare={setCompared} />
            <MoreButton list={evaluations} />
          </>
        )}
      </Loaded>
      {compared !== null && newest && <Comparison before={compared} after={newest.id} onClose={() => setCompared(null)} />}
    </Stack>
  );
}

function EvaluationTable({ evaluations, onCompare }: { evaluations: readonly Evaluation[]; onCompare(id: string): void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: Column<Evaluation>[] = [
    {
      key: 'at',
      header: t('evaluation.at'),
      isShort: true,
      cell: (one) => <OpenLink evaluation={one} text={format.instant(one.createdAt)} />,
    },
    { key: 'by', header: t('evaluation.by'), cell: (one) => one.createdBy },
    { key: 'versions', header: t('evaluation.versions'), isShort: true, cell: (one) => `${one.engineVersion} · ${one.catalogueVersion}` },
    {
      key: 'verdict',
      header: t('evaluation.verdict'),
      width: '34%',
      cell: ({ verdict }) => (
        <Stack gap={2}>
          <StateMark state={verdict.state} />
          <Text size="xs" lineClamp={2}>
            <ResultWords phrases={verdict.phrases}>
              <Worded text={verdict.sentence} />
            </ResultWords>
          </Text>
        </Stack>
      ),
    },
    {
      key: 'hash',
      header: t('evaluation.hash'),
      isShort: true,
      cell: ({ resultSha256 }) => (
        <Text size="xs" ff="monospace" title={resultSha256}>
          {resultSha256.slice(0, 12)}
        </Text>
      ),
    },
    {
      key: 'compare',
      header: '',
      cell: (one) =>
        one.isNewest ? (
          <Text size="sm" c="dimmed">
            {t('evaluation.newest')}
          </Text>
        ) : (
          <Button size="compact-xs" variant="default" onClick={() => onCompare(one.id)}>
            {t('evaluation.compare')}
          </Button>
        ),
    },
  ];
  return <DataTable caption={t('evaluation.title')} columns={columns} rows={evaluations} rowKey={({ id }) => id} />;
}

function OpenLink({ evaluation, text }: { evaluation: Evaluation; text: string }) {
  const { recordingId, id, isNewest } = evaluation;
  return (
    <TextLink
      to="/recordings/$recordingId"
      params={{ recordingId }}
      search={isNewest ? { tab: 'diagnosis' } : { tab: 'diagnosis', evaluation: id }}
    >
      {text}
    </TextLink>
  );
}

function Comparison({ before, after, onClose }: { before: string; after: string; onClose(): void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const comparison = useDifferences(before, after);
  return (
    <Loaded query={comparison}>
      {(data) => (
        <Stack gap="xs" component="section" aria-label={t('difference.table')}>
          <Group justify="space-between">
            <Text fw={600}>
              {format.instant(data.before.createdAt)} → {format.instant(data.after.createdAt)}
            </Text>
            <Button size="compact-sm" variant="default" onClick={onClose}>
              {t('evaluation.close')}
            </Button>
          </Group>
          <DifferenceView differences={data.differences} name={format.instant(data.before.createdAt)} />
        </Stack>
      )}
    </Loaded>
  );
}
