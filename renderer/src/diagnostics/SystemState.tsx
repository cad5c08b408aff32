import { StateMark } from '../components/StateMark.tsx';
import { TextLink } from '../components/TextLink.tsx';
import { useSystemDiagnosis } from './diagnosis.queries.ts';

/** The state word of a system: the verdict on the recording that was measured last. */
export function SystemState({ systemId }: { systemId: string }) {
  const diagnosis = useSystemDiagnosis(systemId).data;
  if (diagnosis === undefined) return null;
  if (diagnosis === null) return <StateMark state="not-diagnosed" />;
  return (
    <TextLink to="/recordings/$recordingId" params={{ recordingId: diagnosis.recordingId }} search={{ tab: 'diagnosis' }} c="inherit">
      <StateMark state={diagnosis.result.verdict.state} />
    </TextLink>
  );
}
