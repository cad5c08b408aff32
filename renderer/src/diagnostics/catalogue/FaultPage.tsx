import { Alert, Badge, Button, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconPencil, IconShieldExclamation } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FaultDetail } from '../../../../server/diagnostics/catalogue/entries/entry.schema.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { TextLink } from '../../components/TextLink.tsx';
import { useMay } from '../../platform/session.ts';
import { AdviceList } from '../AdviceList.tsx';
import { useWording } from '../wordings/use-wording.ts';
import { Worded } from '../wordings/Worded.tsx';
import { useComponentWord } from '../words.ts';
import { useEntries, useFault } from './catalogue.queries.ts';
import { EntryTable } from './EntryTable.tsx';
import { useFaultName } from './fault-name.ts';
import { ProposeEntryDialog } from './ProposeEntryDialog.tsx';
import { SignTable } from './SignTable.tsx';

/** One fault: its signs and how much each counts, what to check and do, which test tells it from others, and where that comes from. */
export function FaultPage({ faultId }: { faultId: string }) {
  return <Loaded query={useFault(faultId)}>{(detail) => <FaultView detail={detail} />}</Loaded>;
}

function FaultView({ detail }: { detail: FaultDetail }) {
  const { t } = useTranslation();
  const mayPropose = useMay('catalogue:propose');
  const componentWord = useComponentWord();
  const nameOf = useFaultName();
  const wording = useWording();
  const [isEditing, setEditing] = useState(false);
  const { fault, origin, proposal, catalogueVersion } = detail;
  const { text } = nameOf(fault);
  const facts = [
    fault.componentKinds.map(componentWord).join(', '),
    `${t('findings.severity')} ${fault.severity} / 5`,
    ...(fault.failureMode ? [`ISO 14224: ${fault.failureMode}`] : []),
    t('catalogue.version', { version: catalogueVersion }),
  ];
  return (
    <>
      <PageHeader
        title={`${fault.id} · ${text}`}
        state={facts.join(' · ')}
        marks={
          <Badge variant="default" tt="none">
            {t(`catalogue.${origin}`)}
          </Badge>
        }
        actions={
          <>
            <TextLink to="/catalogue">{t('catalogue.title')}</TextLink>
            {mayPropose && !proposal && (
              <Button leftSection={<IconPencil size={14} aria-hidden />} onClick={() => setEditing(true)}>
                {t('catalogue.change')}
              </Button>
            )}
          </>
        }
      />
      <Stack gap="md">
        <Text maw={900}>
          <Worded text={fault.description} />
        </Text>
        {fault.appliesTo && <AppliesTo appliesTo={fault.appliesTo} />}
        <section>
          <Title order={2} size="h5" mb="xs">
            {t('catalogue.signs')}
          </Title>
          <SignTable symptoms={fault.symptoms} />
        </section>
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
          <AdviceList title={t('findings.causes')} items={fault.causes} />
          <AdviceList title={t('findings.checks')} items={fault.checks} isOrdered />
          <AdviceList title={t('findings.actions')} items={fault.actions} isOrdered />
        </SimpleGrid>
        <AdviceList
          title={t('catalogue.tests')}
          items={detail.tests.map((one) => ({
            text: `${one.between.join(', ')}: ${wording(one.do).text}. ${wording(one.reading).text}`,
            lang: wording(one.do).lang,
          }))}
        />
        {fault.safety.length > 0 && (
          <Alert variant="outline" color="gray" icon={<IconShieldExclamation aria-hidden />} title={t('findings.safety')}>
            {fault.safety.map((note) => (
              <Text key={note} size="sm">
                <Worded text={note} />
              </Text>
            ))}
          </Alert>
        )}
        <Sources detail={detail} />
      </Stack>
      {isEditing && <ProposeEntryDialog from={detail} onClose={() => setEditing(false)} />}
    </>
  );
}

function AppliesTo({ appliesTo }: { appliesTo: NonNullable<FaultDetail['fault']['appliesTo']> }) {
  const { t } = useTranslation();
  const componentWord = useComponentWord();
  const values = { component: componentWord(appliesTo.componentKind), key: appliesTo.nameplate };
  return (
    <Text size="sm" c="dimmed">
      {appliesTo.words && `${t('catalogue.onlyWhere', { ...values, words: appliesTo.words.join(', ') })} `}
      {appliesTo.notWords && `${t('catalogue.notWhere', { ...values, words: appliesTo.notWords.join(', ') })} `}
      {t(appliesTo.whenUnknown ? 'catalogue.unknownYes' : 'catalogue.unknownNo')}
    </Text>
  );
}

function Sources({ detail }: { detail: FaultDetail }) {
  const { t } = useTranslation();
  const { fault, product, entry, source } = detail;
  const versions = useEntries({ faultId: fault.id });
  const basis = fault.basis.map((code) => t(`catalogue.basis.${code}`)).join('; ');
  return (
    <section>
      <Title order={2} size="h5" mb="xs">
        {t('catalogue.sources')}
      </Title>
      <Group gap="xs" mb="xs">
        <Text size="sm">
          {entry ? `${t('catalogue.plant')}: ${entry.source}` : basis}
          {product && (
            <Text span size="sm" c="dimmed">
              {' '}
              · <Worded text={source} />
            </Text>
          )}
        </Text>
      </Group>
      {versions.items.length > 0 && <EntryTable caption={t('catalogue.versions')} entries={versions.items} />}
      <MoreButton list={versions} />
    </section>
  );
}
