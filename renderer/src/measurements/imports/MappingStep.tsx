import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../../../../server/measurements/import-preview.schema.ts';
import { MappingTable } from '../mappings/MappingTable.tsx';
import { presetOf } from '../mappings/mapping-choice.ts';
import type { Wizard } from './use-wizard.ts';

interface MappingStepProps {
  wizard: Wizard;
  preview: ImportPreview;
  systemId: string;
}

/** What each channel of the file is in this system: suggested with a reason, confirmed by a person. */
export function MappingStep({ wizard, preview, systemId }: MappingStepProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Text size="sm">{t('wizard.channelsDetail')}</Text>
      <MappingTable
        systemId={systemId}
        suggestions={preview.mapping}
        rangeOf={(name) => preview.report?.channels.find((channel) => channel.name === name)}
        choiceOf={(suggestion) => wizard.choices[suggestion.name] ?? presetOf(suggestion)}
        onChoose={wizard.choose}
      />
    </Stack>
  );
}
