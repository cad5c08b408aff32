import { Code, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../../server/reports/report.schema.ts';
import type { Signature } from '../../../../server/reports/signatures/signature.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { useFormat } from '../../platform/use-format.ts';

/** Name, time and meaning of every signature that stands (21 CFR 11.50), and the seal that binds it to this report. */
export function SignatureTable({ report }: { report: Report }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (report.signatures.length === 0) return <Text size="sm">{t('life.unsigned')}</Text>;
  const columns: Column<Signature>[] = [
    { key: 'name', header: t('life.signer'), cell: (one) => `${one.displayName} (${one.userName})` },
    { key: 'at', isShort: true, header: t('audit.at'), cell: (one) => format.instant(one.signedAt) },
    {
      key: 'meaning',
      header: t('life.meaning'),
      cell: (one) => (
        <>
          {t(`signingMeaning.${one.meaning}`)}
          {!one.hasSecondPerson && ` ${t('life.alone')}`}
        </>
      ),
    },
    { key: 'seal', header: t('life.seal'), cell: (one) => <Code title={one.seal}>{one.seal.slice(0, 16)}…</Code> },
  ];
  return <DataTable caption={t('life.signatures')} columns={columns} rows={report.signatures} rowKey={(one) => one.id} />;
}
