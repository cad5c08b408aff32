import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { accountApi, type User } from '../../../server/accounts/account.schema.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { MoreButton } from '../components/MoreButton.tsx';
import { call } from '../platform/api.ts';
import { usePages } from '../platform/pages.ts';
import { useMay } from '../platform/session.ts';
import { useFormat } from '../platform/use-format.ts';
import { NewUserDialog } from './NewUserDialog.tsx';

export function UsersPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const mayWrite = useMay('users:write');
  const [isOpen, dialog] = useDisclosure(false);
  const users = usePages<User>(['users'], (cursor, signal) => call(accountApi.listUsers, { querystring: cursor }, signal));
  const columns: Column<User>[] = [
    { key: 'name', header: t('accounts.displayName'), cell: (user) => user.displayName },
    { key: 'user', header: t('accounts.userName'), cell: (user) => user.userName },
    { key: 'role', header: t('accounts.role'), cell: (user) => t(`role.${user.role}`) },
    { key: 'active', header: t('accounts.status'), cell: (user) => t(user.isActive ? 'accounts.active' : 'accounts.inactive') },
    { key: 'login', isShort: true, header: t('accounts.lastLogin'), cell: (user) => format.instant(user.lastLoginAt) },
  ];
  return (
    <>
      <Group justify="flex-end" mb="sm">
        {mayWrite && (
          <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={dialog.open}>
            {t('accounts.addUser')}
          </Button>
        )}
      </Group>
      <DataTable caption={t('accounts.users')} columns={columns} rows={users.items} rowKey={(user) => user.id} />
      <MoreButton list={users} />
      <NewUserDialog isOpen={isOpen} onClose={dialog.close} />
    </>
  );
}
