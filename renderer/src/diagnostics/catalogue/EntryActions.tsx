import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type CatalogueEntry, catalogueApi } from '../../../../server/diagnostics/catalogue/entries/entry.schema.ts';
import { ApproveButton } from '../../components/ApproveButton.tsx';
import { ReasonButton } from '../../components/ReasonButton.tsx';
import { call } from '../../platform/api.ts';
import { useMay, useSession } from '../../platform/session.ts';
import { catalogueKey } from './catalogue.queries.ts';

/** Approve, reject or take back a proposal; end an entry in force. */
export function EntryActions({ entry }: { entry: CatalogueEntry }) {
  const { t } = useTranslation();
  const mayPropose = useMay('catalogue:propose');
  const mayApprove = useMay('catalogue:approve');
  const isOwn = useSession().data?.user.userName === entry.proposedBy;
  const params = { id: entry.id };
  if (entry.state === 'approved' && !entry.isRetirement && mayPropose)
    return (
      <ReasonButton
        refresh={catalogueKey}
        label={t('catalogue.retire')}
        onSave={(reason) => call(catalogueApi.proposeRetirement, { params, body: { reason } })}
      />
    );
  if (entry.state !== 'proposed') return null;
  return (
    <Group gap={4}>
      {mayApprove && <ApproveButton refresh={catalogueKey} approve={(body) => call(catalogueApi.decide, { params, body })} />}
      {mayApprove && !isOwn && (
        <ReasonButton
          refresh={catalogueKey}
          label={t('limits.reject')}
          onSave={(reason) => call(catalogueApi.decide, { params, body: { decision: 'rejected', reason } })}
        />
      )}
      {isOwn && (
        <ReasonButton
          refresh={catalogueKey}
          label={t('limits.withdraw')}
          onSave={(reason) => call(catalogueApi.withdraw, { params, body: { reason } })}
        />
      )}
    </Group>
  );
}
