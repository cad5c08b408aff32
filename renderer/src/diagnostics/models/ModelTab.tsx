import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { useMay } from '../../platform/session.ts';
import { ModelDetail } from './ModelDetail.tsx';
import { ModelTable } from './ModelTable.tsx';
import { useModels } from './model.queries.ts';
import { TrainPanel } from './training/TrainPanel.tsx';

/** The learned models of a system: what they learned from, how good they are, where they abstain; and how to train one. */
export function ModelTab({ systemId }: { systemId: string }) {
  const { t } = useTranslation();
  const models = useModels(systemId);
  const mayTrain = useMay('diagnoses:run');
  const [isTraining, setTraining] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const model = models.items.find(({ id }) => id === shown) ?? models.items[0];
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Text size="sm" c="dimmed" maw={800}>
          {t('models.explanation')}
        </Text>
        {mayTrain && (
          <Button variant={isTraining ? 'default' : 'filled'} onClick={() => setTraining(!isTraining)} style={{ flexShrink: 0 }}>
            {isTraining ? t('train.close') : t('train.open')}
          </Button>
        )}
      </Group>
      {isTraining && <TrainPanel systemId={systemId} onTrained={setShown} />}
      <Loaded query={models}>
        {() =>
          model === undefined ? (
            <EmptyState text={t('models.empty')} />
          ) : (
            <>
              <ModelTable models={models.items} shown={model.id} onShow={setShown} />
              <MoreButton list={models} />
              <ModelDetail model={model} />
            </>
          )
        }
      </Loaded>
    </Stack>
  );
}
