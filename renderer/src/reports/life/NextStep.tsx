import { Group, Paper, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../../server/reports/report.schema.ts';
import { statusApi } from '../../../../server/reports/statuses/status.schema.ts';
import { LinkButton } from '../../components/LinkButton.tsx';
import { ReasonButton } from '../../components/ReasonButton.tsx';
import { call } from '../../platform/api.ts';
import { useMay } from '../../platform/session.ts';
import { reportsKey } from '../report.queries.ts';
import { DeleteDraftButton } from './DeleteDraftButton.tsx';
import { NewVersionButton } from './NewVersionButton.tsx';
import { ReevaluateReportButton } from './ReevaluateReportButton.tsx';
import { RefreshDraftButton } from './RefreshDraftButton.tsx';
import { isBeingWritten } from './report-life.queries.ts';
import { SignButton } from './SignButton.tsx';

interface NextStepProps {
  report: Report;
  /** A version that is neither issued nor deleted: only one may be open. */
  isNewest: boolean;
  isIssuing: boolean;
  onIssue(jobId: string): void;
}

/** Where the report stands, what happens next, and the buttons for it that the person may use. */
export function NextStep(props: NextStepProps) {
  const { t } = useTranslation();
  const { report, isIssuing } = props;
  const step = isIssuing ? 'issuing' : isBeingWritten(report) ? 'writing' : report.contentSha256 === null ? 'unfrozen' : report.status;
  return (
    <Paper withBorder p="sm" component="section" aria-label={t('life.next')}>
      <Stack gap="xs">
        <Text size="sm" role="status">
          {t(`life.next.${step}`)}
        </Text>
        {report.statusReason && report.status !== 'superseded' && (
          <Text size="sm">
            <strong>{t('life.reason')}</strong> {report.statusReason} ({report.statusBy})
          </Text>
        )}
        <Group gap="xs">
          {report.status === 'draft' && <DraftSteps {...props} />}
          {report.status === 'in-review' && <ReviewSteps {...props} />}
          {(report.status === 'issued' || report.status === 'superseded' || report.status === 'withdrawn') && <IssuedSteps {...props} />}
        </Group>
      </Stack>
    </Paper>
  );
}

function DraftSteps({ report }: NextStepProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const mayWrite = useMay('reports:write');
  if (!mayWrite) return null;
  const { id } = report;
  return (
    <>
      <SignButton
        report={report}
        meaning="prepared"
        isDisabled={isBeingWritten(report)}
        onSign={async (body) => {
          await call(statusApi.submit, { params: { id }, body });
          await client.invalidateQueries({ queryKey: reportsKey });
        }}
      />
      <LinkButton to="/reports/$reportId/compose" params={{ reportId: id }} variant="default">
        {t('composer.open')}
      </LinkButton>
      <RefreshDraftButton report={report} />
      <DeleteDraftButton report={report} />
    </>
  );
}

function ReviewSteps({ report, isIssuing, onIssue }: NextStepProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const mayReview = useMay('reports:review');
  const mayApprove = useMay('reports:approve');
  const { id } = report;
  const isDisabled = isIssuing || isBeingWritten(report);
  const isReviewed = report.signatures.some(({ meaning }) => meaning === 'reviewed');
  return (
    <>
      {mayApprove && (
        <SignButton
          report={report}
          meaning="approved"
          isDisabled={isDisabled}
          onSign={async (body) => onIssue((await call(statusApi.approve, { params: { id }, body })).id)}
        />
      )}
      {mayReview && !isReviewed && (
        <SignButton
          report={report}
          meaning="reviewed"
          variant="default"
          isDisabled={isDisabled}
          onSign={async (body) => {
            await call(statusApi.review, { params: { id }, body });
            await client.invalidateQueries({ queryKey: reportsKey });
          }}
        />
      )}
      {mayReview && !isIssuing && (
        <ReasonButton
          size="sm"
          label={t('life.sendBack')}
          refresh={reportsKey}
          onSave={(reason) => call(statusApi.sendBack, { params: { id }, body: { reason } })}
        />
      )}
    </>
  );
}

function IssuedSteps({ report, isNewest }: NextStepProps) {
  const { t } = useTranslation();
  const mayApprove = useMay('reports:approve');
  const { id } = report;
  return (
    <>
      {isNewest && <NewVersionButton report={report} />}
      <ReevaluateReportButton report={report} />
      {mayApprove && report.status === 'issued' && (
        <ReasonButton
          size="sm"
          label={t('life.withdraw')}
          refresh={reportsKey}
          onSave={(reason) => call(statusApi.withdraw, { params: { id }, body: { reason } })}
        />
      )}
    </>
  );
}
