import { Grid, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FindingRow } from '../../../server/diagnostics/diagnosis.schema.ts';
import { LinkButton } from '../components/LinkButton.tsx';
import { Loaded } from '../components/Loaded.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { useFindings } from '../diagnostics/diagnosis.queries.ts';
import { FindingList } from '../diagnostics/FindingList.tsx';
import { isActive, useJobs } from '../platform/jobs.ts';
import { useMay } from '../platform/session.ts';
import { useSystems } from '../systems/system.queries.ts';
import { FirstSteps } from './FirstSteps.tsx';
import { JobLine } from './JobLine.tsx';
import { SystemStates } from './SystemStates.tsx';

/** How the plant is doing: systems with their newest state, open findings, running jobs. */
export function OverviewPage() {
  const { t } = useTranslation();
  const systems = useSystems();
  const findings = useFindings();
  const jobs = useJobs();
  const mayImport = useMay('recordings:import');
  const active = jobs.data?.items.filter(isActive) ?? [];
  return (
    <>
      <PageHeader
        title={t('page.overview')}
        state={t('overview.state', { systems: systems.items.length, findings: findings.items.length })}
        actions={mayImport && systems.items.length > 0 && <LinkButton to="/import">{t('measurements.import')}</LinkButton>}
      />
      <Loaded query={systems}>
        {() =>
          systems.items.length === 0 ? (
            <FirstSteps />
          ) : (
            <Grid gap="md">
              <Grid.Col span={{ base: 12, lg: 7 }}>
                <SystemStates systems={systems.items} />
              </Grid.Col>
              <Grid.Col span={{ base: 12, lg: 5 }}>
                <Stack gap="md">
                  <Section title={t('overview.openFindings')}>
                    <FindingList findings={mostUrgent(findings.items)} />
                  </Section>
                  <Section title={t('overview.runningJobs')}>
                    {active.length === 0 && (
                      <Text size="sm" c="dimmed">
                        {t('jobs.noneRunning')}
                      </Text>
                    )}
                    {active.map((job) => (
                      <JobLine key={job.id} job={job} />
                    ))}
                  </Section>
                </Stack>
              </Grid.Col>
            </Grid>
          )
        }
      </Loaded>
    </>
  );
}

/** The likeliest findings first; the rest stand on their own page. */
function mostUrgent(findings: readonly FindingRow[]): FindingRow[] {
  return [...findings].sort((a, b) => b.confidence - a.confidence).slice(0, 6);
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Paper withBorder p="md" bg="var(--surface-raised)" component="section">
      <Title order={2} mb="sm">
        {title}
      </Title>
      <Stack gap="sm">{children}</Stack>
    </Paper>
  );
}
