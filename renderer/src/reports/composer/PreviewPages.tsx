import { Group, Loader, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type CompositionState, compositionApi } from '../../../../server/reports/compositions/composition-api.schema.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { addressOf, problemOf } from '../../platform/api.ts';
import classes from './Composer.module.css';
import { usePreview } from './composer.queries.ts';

/** The pages as they will be typeset. While new ones are made, the ones before stay to be looked at. */
export function PreviewPages({ state, isChanging }: { state: CompositionState; isChanging: boolean }) {
  const { t } = useTranslation();
  const preview = usePreview(state);
  const { data } = preview;
  const isOld = isChanging || preview.isPlaceholderData || preview.isFetching;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
    <section className={classes.pages} aria-label={t('composer.preview')} aria-busy={isOld} tabIndex={0}>
      <Group justify="space-between" mih={22}>
        <Text size="sm" c="dimmed">
          {data ? t('composer.pages', { count: data.pages }) : t('composer.preview')}
        </Text>
        {isOld && <Loader size={14} role="status" aria-label={t('common.loading')} />}
      </Group>
      {preview.isError && <ProblemAlert problem={problemOf(preview.error)} onRetry={() => void preview.refetch()} />}
      {data &&
        pageNumbers(data.pages).map((page) => (
          <img
            key={`${data.hash} ${page}`}
            className={classes.page}
            loading="lazy"
            alt={t('composer.pageOf', { page, count: data.pages })}
            src={addressOf(compositionApi.page, { params: { id: state.reportId, hash: data.hash, page } })}
          />
        ))}
    </section>
  );
}

const pageNumbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
