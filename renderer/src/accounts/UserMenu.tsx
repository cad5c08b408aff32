import { Button, Menu } from '@mantine/core';
import { IconLogout, IconUser } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { accountApi, type User } from '../../../server/accounts/account.schema.ts';
import { call } from '../platform/api.ts';
import { sessionKey } from '../platform/session.ts';

export function UserMenu({ user }: { user: User }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const logout = useMutation({
    mutationFn: () => call(accountApi.logout, {}),
    onSuccess: () => {
      client.setQueryData(sessionKey, null);
      // What this person saw is not for the next one at the same screen.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    },
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconUser size={14} aria-hidden />}
          aria-label={t('accounts.menu', { name: user.displayName })}
        >
          {user.displayName}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{`${user.userName} · ${t(`role.${user.role}`)}`}</Menu.Label>
        <Menu.Item leftSection={<IconLogout size={14} aria-hidden />} onClick={() => logout.mutate()}>
          {t('accounts.logout')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
