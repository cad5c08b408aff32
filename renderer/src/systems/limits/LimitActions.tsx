import { Checkbox, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Limit, limitApi } from '../../../../server/systems/limits/limit.schema.ts';
import { call, problemOf } from '../../platform/api.ts';
import { useMay, useSession } from '../../platform/session.ts';
import { ReasonButton } from './ReasonButton.tsx';

/** Approve, reject or take back a proposal. */
export function ProposalActions({ limit }: { limit: Limit }) {
  const { t } = useTranslation();
  const mayApprove = useMay('limits:approve');
  const isOwn = useSession().data?.user.userName === limit.proposedBy;
  const params = { id: limit.id };
  return (
    <Group gap={4}>
      {mayApprove && <ApproveButton limit={limit} />}
      {mayApprove && !isOwn && (
        <ReasonButton
          label={t('limits.reject')}
          onSave={(reason) => call(limitApi.decide, { params, body: { decision: 'rejected', reason } })}
        />
      )}
      {isOwn && <ReasonButton label={t('limits.withdraw')} onSave={(reason) => call(limitApi.withdraw, { params, body: { reason } })} />}
    </Group>
  );
}

/** One reason for all proposals of other people, which all stand on this page; each is approved and audited on its own. */
export function ApproveAllButton({ limits }: { limits: readonly Limit[] }) {
  const { t } = useTranslation();
  const mayApprove = useMay('limits:approve');
  const self = useSession().data?.user.userName;
  const others = limits.filter(({ proposedBy }) => proposedBy !== self);
  if (!mayApprove || others.length < 2) return null;
  const approve = async (reason: string) => {
    for (const { id } of others) await call(limitApi.decide, { params: { id }, body: { decision: 'approved', reason } });
  };
  return <ReasonButton label={t('limits.approveAll', { count: others.length })} onSave={approve} />;
}

/** Whoever is alone here is told so first, and says that it is meant. */
function ApproveButton({ limit }: { limit: Limit }) {
  const { t } = useTranslation();
  const [isAlone, setAlone] = useState(false);
  const [isAloneAccepted, setAccepted] = useState(false);
  const approve = async (reason: string) => {
    try {
      await call(limitApi.decide, { params: { id: limit.id }, body: { decision: 'approved', reason, isAloneAccepted } });
    } catch (error) {
      setAlone(problemOf(error).code === 'second-person-missing');
      throw error;
    }
  };
  return (
    <ReasonButton label={t('limits.approve')} onSave={approve}>
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
