import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../../server/reports/report.schema.ts';
import { statusApi } from '../../../../server/reports/statuses/status.schema.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { call, problemOf } from '../../platform/api.ts';
import { reportsKey } from '../report.queries.ts';
import { nameOf } from './SignButton.tsx';

/** Asks first: a deleted draft does not come back, and its number stays a gap. */
export function DeleteDraftButton({ report }: { report: Report }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isOpen, dialog] = useDisclosure(false);
  const remove = useMutation({
    mutationFn: () => call(statusApi.remove, { params: { id: report.id } }),
    onSuccess: async () => {
      await navigate({ to: '/reports' });
      await client.invalidateQueries({ queryKey: reportsKey });
    },
  });
  return (
    <>
      <Button variant="default" onClick={dialog.open}>
        {t('life.delete')}
      </Button>
      <Modal opened={isOpen} onClose={dialog.close} title={t('life.delete')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <Stack gap="sm">
          {remove.isError && <ProblemAlert problem={problemOf(remove.error)} />}
          <Text size="sm">{t('life.deleteWarning', { name: nameOf(report) })}</Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={dialog.close}>
              {t('common.cancel')}
            </Button>
            <Button loading={remove.isPending} onClick={() => remove.mutate()}>
              {t('life.delete')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
