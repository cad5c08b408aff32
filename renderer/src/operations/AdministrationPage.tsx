import { Tabs } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AuditPanel } from '../accounts/AuditPanel.tsx';
import { UsersPanel } from '../accounts/UsersPanel.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { StoragePanel } from '../measurements/retention/StoragePanel.tsx';
import { useMay } from '../platform/session.ts';
import { ReportSettingsPanel } from '../reports/life/ReportSettingsPanel.tsx';
import { DataExportPanel } from './data-exports/DataExportPanel.tsx';
import { HealthPanel } from './HealthPanel.tsx';
import { VerificationPanel } from './VerificationPanel.tsx';

export function AdministrationPage({ tab = 'users' }: { tab: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayExport = useMay('data:export');
  return (
    <>
      <PageHeader title={t('page.administration')} state={t('administration.explanation')} />
      <Tabs
        value={tab}
        onChange={(value) => void navigate({ to: '/administration', search: { tab: value ?? 'users' } })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="users">{t('accounts.users')}</Tabs.Tab>
          <Tabs.Tab value="audit">{t('audit.title')}</Tabs.Tab>
          <Tabs.Tab value="storage">{t('storage.title')}</Tabs.Tab>
          {mayExport && <Tabs.Tab value="export">{t('dataExport.title')}</Tabs.Tab>}
          <Tabs.Tab value="reports">{t('reportSettings.title')}</Tabs.Tab>
          <Tabs.Tab value="health">{t('health.title')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="users">
          <UsersPanel />
        </Tabs.Panel>
        <Tabs.Panel value="audit">
          <AuditPanel />
        </Tabs.Panel>
        <Tabs.Panel value="storage">
          <StoragePanel />
        </Tabs.Panel>
        <Tabs.Panel value="export">
          <DataExportPanel />
        </Tabs.Panel>
        <Tabs.Panel value="reports">
          <ReportSettingsPanel />
        </Tabs.Panel>
        <Tabs.Panel value="health">
          <HealthPanel />
          <VerificationPanel />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
