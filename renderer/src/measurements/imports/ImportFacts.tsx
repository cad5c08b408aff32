import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../../server/measurements/import-report.schema.ts';
import { FactList } from '../../components/FactList.tsx';
import { useFormat } from '../../platform/use-format.ts';

/** How the files were read, in short facts. */
export function ImportFacts({ report }: { report: ImportReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { time } = report;
  const zone = time.zone ?? (time.appliedZone === null ? t('importReport.noZone') : t('importReport.siteZone', { zone: time.appliedZone }));
  const timeText =
    time.columns.length > 0 ? [time.columns.join(' + '), time.format, zone].filter(Boolean).join(' · ') : t('importReport.noTime');
  const delimiter = { '\t': t('importReport.tab'), ' ': t('importReport.space') }[report.delimiter] ?? report.delimiter;
  return (
    <FactList
      facts={[
        [t('importReport.accepted'), format.integer(report.acceptedRows)],
        [t('importReport.rejected'), format.integer(report.rejectedRows)],
        [t('importReport.outOfOrder'), format.integer(report.outOfOrderRows)],
        [t('importReport.layout'), t(`layout.${report.layout}`)],
        [t('importReport.time'), timeText],
        [t('importReport.interval'), report.interval_s === null ? '–' : format.duration(report.interval_s)],
        [t('importReport.first'), report.first ?? '–'],
        [t('importReport.last'), report.last ?? '–'],
        [t('importReport.encoding'), report.encoding],
        [t('importReport.delimiter'), delimiter],
        [t('importReport.decimalMark'), report.decimalMark],
        ...(report.template ? [[t('templates.template'), report.template] as const] : []),
      ]}
    />
  );
}
