import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProblemDetails } from '../../../../server/platform/http/problem.schema.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { TextLink } from '../../components/TextLink.tsx';

interface ImportFailureProps {
  problem: ProblemDetails;
  onReset(): void;
}

/** Why an import stopped: the recording that already holds these files, or a problem to read. */
export function ImportFailure({ problem, onReset }: ImportFailureProps) {
  const { t } = useTranslation();
  const first = problem.extra?.recordingId;
  return (
    <ProblemAlert problem={problem}>
      {typeof first === 'string' && (
        <TextLink to="/recordings/$recordingId" params={{ recordingId: first }} size="sm">
          {t('import.openFirst')}
        </TextLink>
      )}
      <Button size="xs" variant="default" onClick={onReset}>
        {t('import.other')}
      </Button>
    </ProblemAlert>
  );
}
