import { Badge } from '@mantine/core';
import { IconBan, IconCircleCheck, IconEye, IconHistory, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReportStatus } from '../../../../server/reports/report-status.schema.ts';

/** A status is a shape and a word; colour says nothing here: no status of a report is an alarm. */
const looks = { draft: IconPencil, 'in-review': IconEye, issued: IconCircleCheck, superseded: IconHistory, withdrawn: IconBan } as const;

export function ReportStatusMark({ status }: { status: ReportStatus }) {
  const { t } = useTranslation();
  const Icon = looks[status];
  return (
    <Badge
      variant="outline"
      color="gray"
      leftSection={<Icon size={14} aria-hidden />}
      tt="none"
      // A word that is cut off says nothing.
      miw="max-content"
      c="var(--mantine-color-text)"
      data-status={status}
    >
      {t(`reportStatus.${status}`)}
    </Badge>
  );
}
