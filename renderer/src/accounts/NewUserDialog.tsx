import { NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { accountApi, type NewUser } from '../../../server/accounts/account.schema.ts';
import { permissionsOfRole, type Role } from '../../../server/accounts/role.schema.ts';
import { FormDialog } from '../components/FormDialog.tsx';
import { call } from '../platform/api.ts';
import { passwordMinimum } from './password.ts';

const roles = Object.keys(permissionsOfRole) as Role[];

export function NewUserDialog({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useForm<NewUser>({
    initialValues: { userName: '', displayName: '', role: 'viewer', password: '' },
    validate: { password: (value) => (value.length < passwordMinimum ? t('accounts.passwordRule', { count: passwordMinimum }) : null) },
  });
  const save = async (body: NewUser) => {
    await call(accountApi.createUser, { body });
    await client.invalidateQueries({ queryKey: ['users'] });
  };
  return (
    <FormDialog title={t('accounts.addUser')} isOpen={isOpen} form={form} onClose={onClose} onSave={save}>
      <TextInput label={t('accounts.displayName')} required data-autofocus {...form.getInputProps('displayName')} />
      <TextInput label={t('accounts.userName')} description={t('accounts.userNameRule')} required {...form.getInputProps('userName')} />
      <NativeSelect
        label={t('accounts.role')}
        data={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        {...form.getInputProps('role')}
      />
      <PasswordInput
        label={t('accounts.password')}
        description={t('accounts.passwordRule', { count: passwordMinimum })}
        autoComplete="new-password"
        required
        visibilityToggleButtonProps={{ 'aria-label': t('accounts.showPassword') }}
        {...form.getInputProps('password')}
      />
    </FormDialog>
  );
}
