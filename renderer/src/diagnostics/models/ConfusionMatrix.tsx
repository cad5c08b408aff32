import { Paper, Table } from '@mantine/core';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { LearnedModel } from '../../../../server/diagnostics/models/model.schema.ts';
import { useFormat } from '../../platform/use-format.ts';
import classes from './ConfusionMatrix.module.css';

/** Truth in lines, answers in columns; what is right stands bold on the diagonal. */
export function ConfusionMatrix({ validation }: { validation: LearnedModel['byRuns'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = validation.classes;
  const share = (counts: readonly number[], count: number) =>
    count /
    Math.max(
      1,
      counts.reduce((sum, one) => sum + one, 0),
    );
  return (
    <Paper withBorder style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={t('models.confusion')}>
      <Table verticalSpacing={6} fz="sm" aria-label={t('models.confusion')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('models.truth')}</Table.Th>
            {names.map((name) => (
              <Table.Th key={name} scope="col" ta="right">
                {t('models.answerIs', { class: name })}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {validation.confusion.map((counts, truth) => (
            <Table.Tr key={names[truth]}>
              <Table.Th scope="row">{names[truth]}</Table.Th>
              {counts.map((count, answer) => (
                <Table.Td
                  key={names[answer]}
                  className={truth === answer ? `${classes.cell} ${classes.right}` : classes.cell}
                  style={{ '--share': share(counts, count) } as CSSProperties}
                >
                  {format.integer(count)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
