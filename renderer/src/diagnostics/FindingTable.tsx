import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FindingRow } from '../../../server/diagnostics/diagnosis.schema.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { StateMark } from '../components/StateMark.tsx';
import { TextLink } from '../components/TextLink.tsx';
import { useFormat } from '../platform/use-format.ts';
import { findingState } from './finding-state.ts';
import { Worded } from './wordings/Worded.tsx';
import { useGradeWord } from './words.ts';

export function FindingTable({ findings }: { findings: readonly FindingRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const gradeWord = useGradeWord();
  const columns: Column<FindingRow>[] = [
    { key: 'state', header: t('findings.state'), cell: (finding) => <StateMark state={findingState(finding)} /> },
    {
      key: 'fault',
      header: t('findings.fault'),
      cell: (finding) => (
        <DiagnosisLink finding={finding}>
          <Worded text={finding.fault} />
        </DiagnosisLink>
      ),
    },
    {
      key: 'confidence',
      header: t('findings.confidence'),
      isNumber: true,
      cell: (finding) => <DiagnosisLink finding={finding}>{format.percent(finding.confidence)}</DiagnosisLink>,
    },
    { key: 'grade', header: t('findings.grade'), cell: (finding) => gradeWord(finding.grade) },
    {
      key: 'severity',
      header: t('findings.severity'),
      isNumber: true,
      cell: (finding) => <DiagnosisLink finding={finding}>{finding.severity} / 5</DiagnosisLink>,
    },
    {
      key: 'system',
      header: t('systems.system'),
      cell: (finding) => (
        <TextLink to="/systems/$systemId" params={{ systemId: finding.systemId }}>
          {finding.systemName}
        </TextLink>
      ),
    },
    {
      key: 'recording',
      header: t('measurements.recording'),
      cell: (finding) => <DiagnosisLink finding={finding}>{finding.recordingName}</DiagnosisLink>,
    },
    { key: 'at', isShort: true, header: t('findings.foundAt'), cell: (finding) => format.instant(finding.createdAt) },
  ];
  return <DataTable caption={t('page.findings')} columns={columns} rows={findings} rowKey={(finding) => finding.id} />;
}

/** To the finding with its evidence. */
function DiagnosisLink({ finding, children }: { finding: FindingRow; children: ReactNode }) {
  return (
    <TextLink to="/recordings/$recordingId" params={{ recordingId: finding.recordingId }} search={{ tab: 'diagnosis' }} hash="findings">
      {children}
    </TextLink>
  );
}
