import { Paper, Stack } from '@mantine/core';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { JobLine } from '../../operations/JobLine.tsx';
import { useImport } from '../use-import.ts';
import { FileDrop } from './FileDrop.tsx';
import { ImportFailure } from './ImportFailure.tsx';
import { ImportWizard } from './ImportWizard.tsx';
import { MadeRecordings } from './MadeRecordings.tsx';
import { UploadLine } from './UploadLine.tsx';

const loadFirstLook = () => import('./FirstLook.tsx').then(({ FirstLook }) => ({ default: FirstLook }));
const FirstLook = lazy(loadFirstLook);

/** Drop files → upload → job → recording; the problem in words when it does not work out. */
export function ImportPanel({ systemId, isCompact = false }: { systemId: string; isCompact?: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const router = useRouter();
  // The page that shows the plot is loaded while the file is on its way, not when somebody waits for the curve.
  useEffect(() => {
    void router.loadRouteChunk(router.routesByPath['/recordings/$recordingId']);
    void loadFirstLook();
  }, [router]);
  const open = useCallback((recordingId: string) => void navigate({ to: '/recordings/$recordingId', params: { recordingId } }), [navigate]);
  const work = useImport(systemId, open);
  const { phase } = work;
  if (phase.step === 'idle') return <FileDrop isCompact={isCompact} onFiles={work.start} />;
  if (phase.step === 'looking') return <ImportWizard request={phase.request} onImport={work.answer} onCancel={work.reset} />;
  if (phase.step === 'several') return <MadeRecordings systemId={systemId} {...phase} onReset={work.reset} />;
  return (
    <Paper withBorder p="md" bg="var(--surface-raised)" component="section" aria-label={t('measurements.import')} aria-live="polite">
      <Stack gap="sm">
        {phase.step === 'uploading' && <UploadLine progress={phase.progress} onCancel={work.cancelUpload} />}
        {phase.step === 'checking' && <JobLine job={phase.job} />}
        {phase.step === 'importing' && work.job && <JobLine job={work.job} />}
        {work.looked && phase.step !== 'failed' && (
          <Suspense fallback={null}>
            <FirstLook {...work.looked} />
          </Suspense>
        )}
        {phase.step === 'failed' && <ImportFailure problem={phase.problem} onReset={work.reset} />}
      </Stack>
    </Paper>
  );
}
