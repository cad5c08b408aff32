import { NativeSelect, Stack, Tabs } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { LinkButton } from '../../components/LinkButton.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useSystems } from '../../systems/system.queries.ts';
import { TemplatePanel } from '../templates/TemplatePanel.tsx';
import { ImportPanel } from './ImportPanel.tsx';

export function ImportPage({ systemId }: { systemId: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const systems = useSystems();
  const chosen = systemId ?? systems.items[0]?.id;
  return (
    <>
      <PageHeader title={t('page.import')} state={t('import.explanation')} />
      <Loaded query={systems}>
        {() =>
          chosen === undefined ? (
            <EmptyState text={t('import.noSystem')}>
              <LinkButton to="/systems">{t('systems.add')}</LinkButton>
            </EmptyState>
          ) : (
            <Tabs defaultValue="import" keepMounted={false}>
              <Tabs.List mb="md">
                <Tabs.Tab value="import">{t('page.import')}</Tabs.Tab>
                <Tabs.Tab value="templates">{t('templates.title')}</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="templates">
                <TemplatePanel />
              </Tabs.Panel>
              <Tabs.Panel value="import">
                <Stack gap="md" maw={1400}>
                  <NativeSelect
                    label={t('import.system')}
                    maw={420}
                    data={systems.items.map(({ id, name }) => ({ value: id, label: name }))}
                    value={chosen}
                    onChange={(event) => void navigate({ to: '/import', search: { systemId: event.currentTarget.value } })}
                  />
                  <ImportPanel key={chosen} systemId={chosen} />
                </Stack>
              </Tabs.Panel>
            </Tabs>
          )
        }
      </Loaded>
    </>
  );
}
