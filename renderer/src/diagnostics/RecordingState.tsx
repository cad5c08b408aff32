import { StateMark } from '../components/StateMark.tsx';
import { TextLink } from '../components/TextLink.tsx';
import { useDiagnosis } from './diagnosis.queries.ts';

/** The state word of a recording's newest diagnosis; it leads to the chain behind it. */
export function RecordingState({ recordingId }: { recordingId: string }) {
  const diagnosis = useDiagnosis(recordingId);
  if (diagnosis.data === undefined) return null;
  if (diagnosis.data === null) return <StateMark state="not-diagnosed" />;
  return (
    <TextLink to="/recordings/$recordingId" params={{ recordingId }} search={{ tab: 'diagnosis' }} c="inherit">
      <StateMark state={diagnosis.data.result.verdict.state} />
    </TextLink>
  );
}
