import { Code } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RawFile } from '../../../server/measurements/recording.schema.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { useFormat } from '../platform/use-format.ts';

/** The files as they were handed in; their hashes prove that they are unchanged. */
export function FilesTab({ files }: { files: readonly RawFile[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: Column<RawFile>[] = [
    { key: 'name', header: t('recording.file'), cell: (file) => file.name },
    { key: 'size', header: t('recording.size'), isNumber: true, cell: (file) => format.bytes(file.bytes) },
    { key: 'hash', header: 'SHA-256', cell: (file) => <Code style={{ overflowWrap: 'anywhere' }}>{file.sha256}</Code> },
    { key: 'scan', header: t('recording.scan'), cell: (file) => t(`fileScan.${file.scan}`) },
    { key: 'at', isShort: true, header: t('recording.handedIn'), cell: (file) => format.instant(file.createdAt) },
  ];
  return <DataTable caption={t('recording.filesTitle')} columns={columns} rows={files} rowKey={(file) => file.sha256 + file.name} />;
}
