import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { accountApi } from '../../../server/accounts/account.schema.ts';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { call, problemOf } from '../platform/api.ts';
import { sessionKey } from '../platform/session.ts';
import { EntryPanel } from './EntryPanel.tsx';

export function LoginPage({ next }: { next: string | undefined }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const form = useForm({ initialValues: { userName: '', password: '' } });
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => call(accountApi.getSetup, {}) });
  const login = useMutation({
    mutationFn: (body: typeof form.values) => call(accountApi.login, { body }),
    onSuccess: (session) => {
      client.setQueryData(sessionKey, session);
      // Only addresses of our own: `//elsewhere` would leave this site.
      return navigate({ to: next && /^\/(?!\/)/.test(next) ? next : '/' });
    },
  });
  return (
    <EntryPanel title={t('accounts.login')}>
      {setup.data?.isNeeded && (
        <Alert variant="outline" title={t('accounts.setupNeeded')}>
          {t('accounts.setupNeededDetail')}
        </Alert>
      )}
      {login.isError && <ProblemAlert problem={problemOf(login.error)} />}
      <form onSubmit={form.onSubmit((values) => login.mutate(values))}>
        <Stack gap="sm">
          <TextInput label={t('accounts.userName')} autoComplete="username" required {...form.getInputProps('userName')} />
          <PasswordInput
            label={t('accounts.password')}
            autoComplete="current-password"
            required
            visibilityToggleButtonProps={{ 'aria-label': t('accounts.showPassword') }}
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={login.isPending}>
            {t('accounts.login')}
          </Button>
        </Stack>
      </form>
    </EntryPanel>
  );
}
