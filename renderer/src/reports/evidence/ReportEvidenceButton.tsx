import { Button, Drawer, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../../server/reports/report.schema.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { EvidenceChain } from './EvidenceChain.tsx';
import { useReportEvidence } from './evidence.queries.ts';

/** The ids of a report beside the page: each opens what its number rests on, and from there on down to the raw file. */
export function ReportEvidenceButton({ report }: { report: Pick<Report, 'id' | 'number'> }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [path, setPath] = useState<readonly string[]>([]);
  const shown = path.at(-1);
  const title = t('evidence.title', { number: report.number });
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconListSearch size={14} aria-hidden />}
        aria-label={title}
        onClick={() => setOpen(true)}
      >
        {t('evidence.button')}
      </Button>
      <Drawer
        opened={isOpen}
        onClose={() => setOpen(false)}
        position="right"
        size="lg"
        title={title}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {shown === undefined ? (
          <EvidenceIds reportId={report.id} onOpen={(id) => setPath([id])} />
        ) : (
          <Stack gap="sm">
            <Button size="compact-sm" variant="default" style={{ alignSelf: 'flex-start' }} onClick={() => setPath(path.slice(0, -1))}>
              {path.length > 1 ? t('evidence.backTo', { id: path.at(-2) ?? '' }) : t('evidence.all')}
            </Button>
            <EvidenceChain reportId={report.id} evidenceId={shown} onOpen={(id) => setPath([...path, id])} />
          </Stack>
        )}
      </Drawer>
    </>
  );
}

function EvidenceIds({ reportId, onOpen }: { reportId: string; onOpen(id: string): void }) {
  const list = useReportEvidence(reportId);
  return (
    <Loaded query={list}>
      {() => (
        <Stack gap={2}>
          {list.items.map(({ id, text }) => (
            <UnstyledButton key={id} onClick={() => onOpen(id)} py={4}>
              <Text size="sm" component="span" fw={600} className="tabular" style={{ display: 'inline-block', minWidth: 48 }}>
                {id}
              </Text>
              <Text size="sm" component="span">
                {text}
              </Text>
            </UnstyledButton>
          ))}
          <MoreButton list={list} />
        </Stack>
      )}
    </Loaded>
  );
}
