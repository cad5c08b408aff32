import { Button, Popover, Stack, Text } from '@mantine/core';
import { IconProgress } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TextLink } from '../components/TextLink.tsx';
import { isActive, useJobs } from '../platform/jobs.ts';
import { JobLine } from './JobLine.tsx';

/** How many jobs run, and how far each is, from every page. */
export function JobsIndicator() {
  const { t } = useTranslation();
  const active = useJobs().data?.items.filter(isActive) ?? [];
  return (
    <Popover width={360} position="bottom-end" withArrow>
      <Popover.Target>
        <Button variant={active.length > 0 ? 'light' : 'default'} size="xs" leftSection={<IconProgress size={14} aria-hidden />}>
          {t('jobs.running', { count: active.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('page.jobs')}>
        <Stack gap="md">
          {active.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('jobs.noneRunning')}
            </Text>
          )}
          {active.map((job) => (
            <JobLine key={job.id} job={job} />
          ))}
          <TextLink to="/jobs" size="sm">
            {t('jobs.all')}
          </TextLink>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
