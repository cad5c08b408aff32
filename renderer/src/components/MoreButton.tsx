import { Button, Center } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The next page of a list, when there is one. */
export function MoreButton({ list }: { list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage(): unknown } }) {
  const { t } = useTranslation();
  if (!list.hasNextPage) return null;
  return (
    <Center mt="sm">
      <Button variant="default" size="xs" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
        {t('common.more')}
      </Button>
    </Center>
  );
}
