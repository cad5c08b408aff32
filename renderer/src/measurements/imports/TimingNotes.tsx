import { List, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../../server/measurements/import-report.schema.ts';
import { useFormat } from '../../platform/use-format.ts';

const listed = 8;

/** Gaps, duplicates and jumps of the clock: nothing was filled in, moved or thrown away without a word. */
export function TimingNotes({ report }: { report: ImportReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { timing, rejectedByReason, outOfOrderRows } = report;
  if (timing === undefined) return null;
  const { gaps, clockShifts } = timing;
  const duplicates = (rejectedByReason.duplicate ?? 0) + (rejectedByReason['conflicting-duplicate'] ?? 0);
  const places = gaps.first.slice(0, listed).map(({ channel, from_s, length_s }) => {
    const place = t('timing.gapAt', { at: format.duration(from_s), length: format.duration(length_s) });
    return channel === null ? place : `${channel}: ${place}`;
  });
  return (
    <section>
      <Title order={2} mb={4}>
        {t('timing.title')}
      </Title>
      <List size="sm">
        <List.Item>
          {t('timing.gaps', { count: gaps.count })}
          {gaps.count > 0 && (
            <Text span size="sm" c="dimmed">
              {' '}
              {t('timing.longest', { length: format.duration(gaps.longest_s) })} {places.join('; ')}
              {gaps.count > places.length ? ' …' : ''}
            </Text>
          )}
        </List.Item>
        <List.Item>{t('timing.duplicates', { count: duplicates })}</List.Item>
        <List.Item>{t('timing.outOfOrder', { count: outOfOrderRows })}</List.Item>
        {clockShifts.length === 0 && <List.Item>{t('timing.noShift')}</List.Item>}
        {clockShifts.slice(0, listed).map(({ kind, at_s, shift_s }) => (
          <List.Item key={`${kind} ${at_s}`}>
            {t(`timing.shift.${kind}`, {
              at: format.duration(at_s),
              shift: `${shift_s > 0 ? '+' : '−'}${format.duration(Math.abs(shift_s))}`,
            })}
          </List.Item>
        ))}
      </List>
    </section>
  );
}
