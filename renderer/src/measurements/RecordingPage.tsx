import { Tabs } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RecordingDetail } from '../../../server/measurements/recording.schema.ts';
import { Loaded } from '../components/Loaded.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { SimulatedBadge } from '../components/SimulatedBadge.tsx';
import { DiagnoseButton } from '../diagnostics/DiagnoseButton.tsx';
import { DiagnosisTab } from '../diagnostics/DiagnosisTab.tsx';
import { RecordingState } from '../diagnostics/RecordingState.tsx';
import { DiagnosisReportButton } from '../reports/sources/DiagnosisReportButton.tsx';
import { useSystem } from '../systems/system.queries.ts';
import { FilesTab } from './FilesTab.tsx';
import { ImportReportTab } from './imports/ImportReportTab.tsx';
import { MappingTab } from './mappings/MappingTab.tsx';
import { PlotTab } from './plot/PlotTab.tsx';
import { RecordingFacts } from './RecordingFacts.tsx';
import { useRecording } from './recording.queries.ts';
import type { RecordingSearch } from './recording-search.ts';
import { RemoveRecordingButton } from './retention/RemoveRecordingButton.tsx';

export function RecordingPage({ recordingId, search }: { recordingId: string; search: RecordingSearch }) {
  const recording = useRecording(recordingId);
  return <Loaded query={recording}>{(detail) => <RecordingView key={recordingId} detail={detail} search={search} />}</Loaded>;
}

function RecordingView({ detail, search }: { detail: RecordingDetail; search: RecordingSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { recording } = detail;
  const system = useSystem(recording.systemId);
  const tab = search.tab ?? 'plot';
  const open = (value: string | null) =>
    void navigate({ to: '/recordings/$recordingId', params: { recordingId: recording.id }, search: { ...search, tab: value ?? 'plot' } });
  return (
    <>
      <PageHeader
        title={recording.name}
        marks={
          <>
            {system.data?.system.isSimulated && <SimulatedBadge />}
            <RecordingState recordingId={recording.id} />
          </>
        }
        actions={
          <>
            <DiagnoseButton recordingId={recording.id} />
            <DiagnosisReportButton recordingId={recording.id} />
            <RemoveRecordingButton recording={recording} />
          </>
        }
      />
      <RecordingFacts detail={detail} timeZone={system.data?.site.timeZone} />
      <Tabs value={tab} onChange={open} keepMounted={false} mt="md">
        <Tabs.List mb="md">
          <Tabs.Tab value="plot">{t('recording.plot')}</Tabs.Tab>
          <Tabs.Tab value="diagnosis">{t('recording.diagnosis')}</Tabs.Tab>
          <Tabs.Tab value="channels">{t('recording.channels')}</Tabs.Tab>
          <Tabs.Tab value="import">{t('recording.importReport')}</Tabs.Tab>
          <Tabs.Tab value="files">{t('recording.files', { count: detail.files.length })}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="plot">
          <Loaded query={system}>{(data) => <PlotTab detail={detail} system={data} search={search} />}</Loaded>
        </Tabs.Panel>
        <Tabs.Panel value="diagnosis">
          <DiagnosisTab recordingId={recording.id} evaluationId={search.evaluation} />
        </Tabs.Panel>
        <Tabs.Panel value="channels">
          <MappingTab detail={detail} />
        </Tabs.Panel>
        <Tabs.Panel value="import">
          <ImportReportTab detail={detail} />
        </Tabs.Panel>
        <Tabs.Panel value="files">
          <FilesTab files={detail.files} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
