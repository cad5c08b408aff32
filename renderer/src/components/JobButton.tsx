import { Button, Popover } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../platform/use-format.ts';
import type { StartedJob } from '../platform/use-started-job.ts';
import { ProblemAlert } from './ProblemAlert.tsx';

interface JobButtonProps {
  work: StartedJob;
  label: string;
  icon: ReactNode;
  variant?: 'filled' | 'default';
}

/** Starts a job and shows how far it is; why it failed hangs below the button. */
export function JobButton({ work, label, icon, variant = 'filled' }: JobButtonProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const progress = work.job?.progress;
  const share = work.isBusy && progress && progress.total > 0 ? ` ${format.percent(Math.min(1, progress.done / progress.total))}` : '';
  return (
    <Popover opened={work.problem !== null} position="bottom-end" withArrow>
      <Popover.Target>
        <Button variant={variant} leftSection={icon} disabled={work.isBusy} onClick={work.start}>
          {work.isBusy ? `${t('jobState.running')}${share}` : label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={0} maw={480}>
        {work.problem && <ProblemAlert problem={work.problem} onRetry={work.start} />}
      </Popover.Dropdown>
    </Popover>
  );
}
