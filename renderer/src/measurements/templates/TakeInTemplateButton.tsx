import { Button, FileButton, Stack, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { mostTemplateBytes, type TemplateFile, templateApi } from '../../../../server/measurements/templates/template.schema.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { call, problemOf } from '../../platform/api.ts';
import { templatesKey } from './template.queries.ts';

/** Takes in a template that another plant handed on; the server decides whether it is one. */
export function TakeInTemplateButton() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const take = useMutation({
    mutationFn: async (file: File) => {
      const body = file.size > mostTemplateBytes ? null : parsed(await file.text());
      if (body === null) throw new Error('not-a-template');
      return call(templateApi.importFile, { body });
    },
    onSuccess: () => client.invalidateQueries({ queryKey: templatesKey }),
  });
  const isForeign = take.isError && take.error.message === 'not-a-template';
  return (
    <Stack gap="xs" align="flex-end" style={{ flexShrink: 0 }}>
      <FileButton
        accept="application/json,.json"
        onChange={(file) => file && take.mutate(file)}
        inputProps={{ 'aria-label': t('templates.takeIn') }}
      >
        {(props) => (
          <Button {...props} size="xs" variant="default" loading={take.isPending} leftSection={<IconUpload size={14} aria-hidden />}>
            {t('templates.takeIn')}
          </Button>
        )}
      </FileButton>
      {isForeign && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {t('templates.foreign')}
        </Text>
      )}
      {take.isError && !isForeign && <ProblemAlert problem={problemOf(take.error)} />}
      {take.data && (
        <Text size="sm" role="status">
          {t('templates.kept', { name: `${take.data.name}@${take.data.version}` })}
        </Text>
      )}
    </Stack>
  );
}

/** Its shape is the server's business; here it only has to be an object. */
function parsed(text: string): TemplateFile | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as TemplateFile) : null;
  } catch {
    return null;
  }
}
