import { Tabs } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SystemDetail } from '../../../server/systems/system.schema.ts';
import { LinkButton } from '../components/LinkButton.tsx';
import { Loaded } from '../components/Loaded.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { SimulatedBadge } from '../components/SimulatedBadge.tsx';
import { GuidedTestsTab } from '../diagnostics/guided-tests/GuidedTestsTab.tsx';
import { ModelTab } from '../diagnostics/models/ModelTab.tsx';
import { HealthTab } from '../diagnostics/outlooks/HealthTab.tsx';
import { SystemFindings } from '../diagnostics/SystemFindings.tsx';
import { SystemState } from '../diagnostics/SystemState.tsx';
import { SystemRecordings } from '../measurements/SystemRecordings.tsx';
import { useMay } from '../platform/session.ts';
import { PeriodReportButton } from '../reports/sources/PeriodReportButton.tsx';
import { ChannelPanel } from './ChannelPanel.tsx';
import { ComponentPanel } from './ComponentPanel.tsx';
import { LimitPanel } from './limits/LimitPanel.tsx';
import { SystemSchematic } from './schematic/SystemSchematic.tsx';
import { useSystem } from './system.queries.ts';

export function SystemPage({ systemId, tab = 'recordings' }: { systemId: string; tab: string | undefined }) {
  const system = useSystem(systemId);
  return <Loaded query={system}>{(detail) => <SystemView detail={detail} tab={tab} />}</Loaded>;
}

function SystemView({ detail, tab }: { detail: SystemDetail; tab: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayImport = useMay('recordings:import');
  const { system, site, components, channels, limits } = detail;
  const open = (value: string | null) =>
    void navigate({ to: '/systems/$systemId', params: { systemId: system.id }, search: { tab: value ?? 'recordings' } });
  return (
    <>
      <PageHeader
        title={system.name}
        marks={
          <>
            {system.isSimulated && <SimulatedBadge />}
            <SystemState systemId={system.id} />
          </>
        }
        state={[site.name, site.timeZone, system.tag, system.note].filter(Boolean).join(' · ')}
        actions={
          <>
            <PeriodReportButton systemId={system.id} timeZone={site.timeZone} />
            {mayImport && (
              <LinkButton to="/import" search={{ systemId: system.id }}>
                {t('measurements.import')}
              </LinkButton>
            )}
          </>
        }
      />
      <Tabs value={tab} onChange={open} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="schematic">{t('schematic.tab')}</Tabs.Tab>
          <Tabs.Tab value="recordings">{t('page.recordings')}</Tabs.Tab>
          <Tabs.Tab value="health">{t('systems.health')}</Tabs.Tab>
          <Tabs.Tab value="findings">{t('page.findings')}</Tabs.Tab>
          <Tabs.Tab value="tests">{t('guided.tab')}</Tabs.Tab>
          <Tabs.Tab value="models">{t('models.tab')}</Tabs.Tab>
          <Tabs.Tab value="components">{t('systems.components', { count: components.length })}</Tabs.Tab>
          <Tabs.Tab value="channels">{t('systems.channels', { count: channels.length })}</Tabs.Tab>
          <Tabs.Tab value="limits">{t('systems.limits', { count: limits.length })}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="schematic">
          <SystemSchematic detail={detail} />
        </Tabs.Panel>
        <Tabs.Panel value="recordings">
          <SystemRecordings systemId={system.id} timeZone={site.timeZone} />
        </Tabs.Panel>
        <Tabs.Panel value="health">
          <HealthTab systemId={system.id} timeZone={site.timeZone} />
        </Tabs.Panel>
        <Tabs.Panel value="findings">
          <SystemFindings systemId={system.id} />
        </Tabs.Panel>
        <Tabs.Panel value="tests">
          <GuidedTestsTab systemId={system.id} timeZone={site.timeZone} />
        </Tabs.Panel>
        <Tabs.Panel value="models">
          <ModelTab systemId={system.id} />
        </Tabs.Panel>
        <Tabs.Panel value="components">
          <ComponentPanel detail={detail} />
        </Tabs.Panel>
        <Tabs.Panel value="channels">
          <ChannelPanel detail={detail} />
        </Tabs.Panel>
        <Tabs.Panel value="limits">
          <LimitPanel detail={detail} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
