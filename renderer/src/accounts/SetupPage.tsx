import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountApi } from '../../../server/accounts/account.schema.ts';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { call, problemOf } from '../platform/api.ts';
import { fieldErrors } from '../platform/form-problem.ts';
import { loadSession, sessionKey } from '../platform/session.ts';
import { EntryPanel } from './EntryPanel.tsx';
import { passwordMinimum } from './password.ts';

/** The token stands behind `#`: it never leaves the browser in an address, so no proxy logs it. */
const tokenOf = (hash: string) => new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? '';

export function SetupPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [token] = useState(() => tokenOf(window.location.hash));
  const form = useForm({
    initialValues: { userName: '', displayName: '', password: '' },
    validate: { password: (value) => (value.length < passwordMinimum ? t('accounts.passwordRule', { count: passwordMinimum }) : null) },
  });
  const setup = useMutation({
    mutationFn: (values: typeof form.values) => call(accountApi.setup, { body: { token, ...values } }),
    onSuccess: async () => {
      client.setQueryData(sessionKey, await loadSession());
      await client.invalidateQueries({ queryKey: ['setup'] });
      await navigate({ to: '/' });
    },
    onError: (error) => form.setErrors(fieldErrors(problemOf(error))),
  });
  return (
    <EntryPanel title={t('accounts.setup')}>
      {token === '' ? (
        <Alert variant="outline" title={t('accounts.noToken')}>
          {t('accounts.noTokenDetail')}
        </Alert>
      ) : (
        <Text size="sm" c="dimmed">
          {t('accounts.setupDetail')}
        </Text>
      )}
      {setup.isError && <ProblemAlert problem={problemOf(setup.error)} />}
      <form onSubmit={form.onSubmit((values) => setup.mutate(values))}>
        <Stack gap="sm">
          <TextInput label={t('accounts.displayName')} autoComplete="name" required {...form.getInputProps('displayName')} />
          <TextInput
            label={t('accounts.userName')}
            description={t('accounts.userNameRule')}
            autoComplete="username"
            required
            {...form.getInputProps('userName')}
          />
          <PasswordInput
            label={t('accounts.password')}
            description={t('accounts.passwordRule', { count: passwordMinimum })}
            autoComplete="new-password"
            required
            visibilityToggleButtonProps={{ 'aria-label': t('accounts.showPassword') }}
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={setup.isPending} disabled={token === ''}>
            {t('accounts.createAdmin')}
          </Button>
        </Stack>
      </form>
    </EntryPanel>
  );
}
