import { Checkbox } from '@mantine/core';
import type { QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../platform/api.ts';
import { ReasonButton } from './ReasonButton.tsx';

interface ApproveButtonProps {
  refresh: QueryKey;
  approve(decision: { decision: 'approved'; reason: string; isAloneAccepted: boolean }): Promise<unknown>;
}

/** Approves a proposal. Whoever is alone here is told so first, and says that it is meant. */
export function ApproveButton({ refresh, approve }: ApproveButtonProps) {
  const { t } = useTranslation();
  const [isAlone, setAlone] = useState(false);
  const [isAloneAccepted, setAccepted] = useState(false);
  const save = async (reason: string) => {
    try {
      await approve({ decision: 'approved', reason, isAloneAccepted });
    } catch (error) {
      setAlone(problemOf(error).code === 'second-person-missing');
      throw error;
    }
  };
  return (
    <ReasonButton label={t('limits.approve')} refresh={refresh} onSave={save}>
      {isAlone && (
        <Checkbox
          label={t('limits.acceptAlone')}
          checked={isAloneAccepted}
          onChange={(event) => setAccepted(event.currentTarget.checked)}
        />
      )}
    </ReasonButton>
  );
}
