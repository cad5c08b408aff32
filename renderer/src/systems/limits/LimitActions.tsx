import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Limit, limitApi } from '../../../../server/systems/limits/limit.schema.ts';
import { ApproveButton } from '../../components/ApproveButton.tsx';
import { ReasonButton } from '../../components/ReasonButton.tsx';
import { call } from '../../platform/api.ts';
import { useMay, useSession } from '../../platform/session.ts';
import { systemsKey } from '../system.queries.ts';

/** Approve, reject or take back a proposal. */
export function ProposalActions({ limit }: { limit: Limit }) {
  const { t } = useTranslation();
  const mayApprove = useMay('limits:approve');
  const isOwn = useSession().data?.user.userName === limit.proposedBy;
  const params = { id: limit.id };
  return (
    <Group gap={4}>
      {mayApprove && <ApproveButton refresh={systemsKey} approve={(body) => call(limitApi.decide, { params, body })} />}
      {mayApprove && !isOwn && (
        <ReasonButton
          label={t('limits.reject')}
          refresh={systemsKey}
          onSave={(reason) => call(limitApi.decide, { params, body: { decision: 'rejected', reason } })}
        />
      )}
      {isOwn && (
        <ReasonButton
          label={t('limits.withdraw')}
          refresh={systemsKey}
          onSave={(reason) => call(limitApi.withdraw, { params, body: { reason } })}
        />
      )}
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
  return <ReasonButton label={t('limits.approveAll', { count: others.length })} refresh={systemsKey} onSave={approve} />;
}
