import { Badge, Group, Stack, Text } from '@mantine/core';
import { IconArchive, IconCheck, IconClock, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Limit } from '../../../../server/systems/limits/limit.schema.ts';
import { useFormat } from '../../platform/use-format.ts';

const icons = { proposed: IconClock, approved: IconCheck, superseded: IconArchive, rejected: IconX, withdrawn: IconX } as const;

/** The paper of a version: limits and catalogue entries are proposed and decided on alike. */
type Paper = Pick<
  Limit,
  | 'state'
  | 'version'
  | 'isRetirement'
  | 'proposedBy'
  | 'proposedAt'
  | 'reason'
  | 'decidedAt'
  | 'decidedBy'
  | 'decisionReason'
  | 'hasSecondPerson'
>;

/** What became of a version: state, who and when, and why. Grey: a state of paper is no state of the machine (ISA-101). */
export function LimitStateCell({ limit }: { limit: Paper }) {
  const { t } = useTranslation();
  const format = useFormat();
  const Icon = icons[limit.state];
  // The demo plant brings limits along: in force, but no person decided.
  const isShipped = limit.hasSecondPerson === null && (limit.state === 'approved' || limit.state === 'superseded');
  const by = (name: string, at: string) => t('limits.byAt', { by: name, at: format.instant(at) });
  return (
    <Stack gap={2}>
      <Group gap={6} wrap="nowrap">
        <Icon size={14} aria-hidden style={{ flexShrink: 0 }} />
        <Text size="sm" fw={limit.state === 'proposed' ? 600 : 400}>
          {t(isShipped && limit.state === 'approved' ? 'limits.inForce' : `limits.state.${limit.state}`)} ·{' '}
          {t('limits.version', { version: limit.version })}
        </Text>
        {limit.isRetirement && (
          <Badge size="sm" variant="default" tt="none">
            {t('limits.retirement')}
          </Badge>
        )}
      </Group>
      {isShipped ? (
        <Text size="xs" fw={600}>
          {t('limits.shipped')}
        </Text>
      ) : (
        <Text size="xs" c="dimmed">
          {t('limits.state.proposed')} {by(limit.proposedBy, limit.proposedAt)}: {limit.reason}
        </Text>
      )}
      {!isShipped && limit.decidedAt !== null && (
        <Text size="xs" c="dimmed">
          {t(`limits.decided.${limit.state === 'superseded' || limit.state === 'proposed' ? 'approved' : limit.state}`)}{' '}
          {by(limit.decidedBy ?? '', limit.decidedAt)}: {limit.decisionReason}
        </Text>
      )}
      {limit.hasSecondPerson === false && (
        <Text size="xs" fw={600}>
          {t('limits.alone')}
        </Text>
      )}
    </Stack>
  );
}
