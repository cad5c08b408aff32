import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Cause } from '../../../../server/diagnostics/evaluations/evaluation.schema.ts';

const words = {
  engine: 'cause.engine',
  catalogue: 'cause.catalogue',
  limits: 'cause.limits',
  decisions: 'cause.decisions',
  models: 'cause.models',
  nameplates: 'cause.nameplates',
  channels: 'cause.channels',
  recording: 'cause.recording',
  other: 'cause.other',
  'not-recorded': 'cause.notRecorded',
  unexplained: 'cause.unexplained',
} as const satisfies Record<Cause['what'], string>;

/** Why two evaluations of the same samples differ, each with its versions or hashes. */
export function CauseList({ causes }: { causes: readonly Cause[] }) {
  const { t } = useTranslation();
  const line = ({ what, before, after }: Cause) =>
    before === null && after === null
      ? t(words[what])
      : t('cause.fromTo', { what: t(words[what]), before: before ?? '–', after: after ?? '–' });
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('difference.causes')}
      </Text>
      <List size="sm">
        {causes.map((cause) => (
          <List.Item key={`${cause.what} ${cause.after}`}>{line(cause)}</List.Item>
        ))}
      </List>
    </div>
  );
}
