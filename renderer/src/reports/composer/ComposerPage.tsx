import { Alert, Button, Group, List, Text, Title } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { CompositionState } from '../../../../server/reports/compositions/composition-api.schema.ts';
import { LinkButton } from '../../components/LinkButton.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { TextLink } from '../../components/TextLink.tsx';
import { problemOf } from '../../platform/api.ts';
import { useReport } from '../life/report-life.queries.ts';
import { nameOf } from '../life/SignButton.tsx';
import classes from './Composer.module.css';
import { useCompose, useComposition } from './composer.queries.ts';
import { HeadFields } from './HeadFields.tsx';
import { keepFocus } from './kept-focus.ts';
import { OutlineSectionItem } from './OutlineSectionItem.tsx';
import { PinList } from './PinList.tsx';
import { PreviewPages } from './PreviewPages.tsx';

/** A draft: on the left what can be chosen and written, on the right the pages as they will be typeset. */
export function ComposerPage({ reportId }: { reportId: string }) {
  const { t } = useTranslation();
  const composition = useComposition(reportId);
  const report = useReport(reportId).data;
  return (
    <>
      <PageHeader
        title={report ? t('composer.pageOfReport', { name: nameOf(report) }) : t('composer.page')}
        state={<TextLink to="/reports">{t('composer.back')}</TextLink>}
        actions={
          <LinkButton to="/reports/$reportId" params={{ reportId }} variant="default">
            {t('composer.toReport')}
          </LinkButton>
        }
      />
      <Loaded query={composition}>{(state) => <Composer state={state} onReload={() => void composition.refetch()} />}</Loaded>
    </>
  );
}

function Composer({ state, onReload }: { state: CompositionState; onReload(): void }) {
  const { t } = useTranslation();
  const compose = useCompose(state);
  const isDraft = state.status === 'draft';
  const problem = compose.isError ? problemOf(compose.error) : null;
  const reload = () => {
    compose.reset();
    onReload();
  };
  return (
    <div className={classes.columns}>
      <section className={classes.outline} aria-label={t('composer.outline')} ref={keepFocus}>
        {!isDraft && <Alert color="gray" variant="outline" title={t('composer.frozen')} />}
        {problem && (
          <ProblemAlert problem={problem}>
            {problem.code === 'composition-changed' && (
              <Group gap="xs">
                <Text size="sm">{t('composer.conflict')}</Text>
                <Button size="xs" variant="default" onClick={reload}>
                  {t('composer.reload')}
                </Button>
              </Group>
            )}
          </ProblemAlert>
        )}
        <fieldset className={classes.plain} disabled={!isDraft}>
          <legend className={classes.hidden}>{t('composer.outline')}</legend>
          <HeadFields state={state} compose={compose} />
          {state.outline.map((section, index) => (
            <Fragment key={section.key}>
              {section.part !== null && section.part !== state.outline[index - 1]?.part && (
                <Title order={2} size="sm" mt="xs">
                  {section.part}
                </Title>
              )}
              <OutlineSectionItem section={section} state={state} compose={compose} />
            </Fragment>
          ))}
          <PinList state={state} compose={compose} />
        </fieldset>
        {state.unused.length > 0 && (
          <Alert color="gray" variant="outline" title={t('composer.unused', { count: state.unused.length })}>
            <List size="sm">
              {state.unused.map(({ text, author }) => (
                <List.Item key={`${author} ${text}`}>{`${text.slice(0, 200)} (${author})`}</List.Item>
              ))}
            </List>
          </Alert>
        )}
      </section>
      <PreviewPages state={state} isChanging={compose.isPending} />
    </div>
  );
}
