import { Checkbox, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CatalogueEntry, catalogueApi } from '../../../../server/diagnostics/catalogue/entries/entry.schema.ts';
import { call, problemOf } from '../../platform/api.ts';
import { useMay, useSession } from '../../platform/session.ts';
import { ReasonButton } from '../../systems/limits/ReasonButton.tsx';
import { catalogueKey } from './catalogue.queries.ts';

/** Approve, reject or take back a proposal; end an entry in force. */
export function EntryActions({ entry }: { entry: CatalogueEntry }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const mayPropose = useMay('catalogue:propose');
  const mayApprove = useMay('catalogue:approve');
  const isOwn = useSession().data?.user.userName === entry.proposedBy;
  const params = { id: entry.id };
  const then = async (done: Promise<unknown>) => {
    await done;
    await client.invalidateQueries({ queryKey: catalogueKey });
  };
  if (entry.state === 'approved' && !entry.isRetirement && mayPropose)
    return (
      <ReasonButton
        label={t('catalogue.retire')}
        onSave={(reason) => then(call(catalogueApi.proposeRetirement, { params, body: { reason } }))}
      />
    );
  if (entry.state !== 'proposed') return null;
  return (
    <Group gap={4}>
      {mayApprove && <ApproveButton entry={entry} then={then} />}
      {mayApprove && !isOwn && (
        <ReasonButton
          label={t('limits.reject')}
          onSave={(reason) => then(call(catalogueApi.decide, { params, body: { decision: 'rejected', reason } }))}
        />
      )}
      {isOwn && (
        <ReasonButton label={t('limits.withdraw')} onSave={(reason) => then(call(catalogueApi.withdraw, { params, body: { reason } }))} />
      )}
    </Group>
  );
}

/** Whoever is alone here is told so first, and says that it is meant. */
function ApproveButton({ entry, then }: { entry: CatalogueEntry; then(done: Promise<unknown>): Promise<void> }) {
  const { t } = useTranslation();
  const [isAlone, setAlone] = useState(false);
  const [isAloneAccepted, setAccepted] = useState(false);
  const approve = async (reason: string) => {
    try {
      await then(call(catalogueApi.decide, { params: { id: entry.id }, body: { decision: 'approved', reason, isAloneAccepted } }));
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
