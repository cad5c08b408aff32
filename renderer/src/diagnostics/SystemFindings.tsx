import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../components/EmptyState.tsx';
import { Loaded } from '../components/Loaded.tsx';
import { MoreButton } from '../components/MoreButton.tsx';
import { DecisionTable } from './decisions/DecisionTable.tsx';
import { useFindings } from './diagnosis.queries.ts';
import { FindingTable } from './FindingTable.tsx';
import { ReevaluateMenu } from './reevaluations/ReevaluateMenu.tsx';

export function SystemFindings({ systemId }: { systemId?: string }) {
  const { t } = useTranslation();
  const findings = useFindings(systemId);
  return (
    <>
      {systemId !== undefined && (
        <Group justify="flex-end" mb="sm">
          <ReevaluateMenu scope={{ scope: 'system', systemId }} />
        </Group>
      )}
      <Loaded query={findings}>
        {() =>
          findings.items.length === 0 ? (
            <EmptyState text={t('findings.empty')} />
          ) : (
            <>
              <FindingTable findings={findings.items} />
              <MoreButton list={findings} />
            </>
          )
        }
      </Loaded>
      {systemId !== undefined && <DecisionTable systemId={systemId} />}
    </>
  );
}
