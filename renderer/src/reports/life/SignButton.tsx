import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { IconSignature } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../../server/reports/report.schema.ts';
import type { Meaning } from '../../../../server/reports/signatures/signature.schema.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useSession } from '../../platform/session.ts';

interface SignButtonProps {
  report: Report;
  meaning: Meaning;
  variant?: 'filled' | 'default';
  isDisabled: boolean;
  onSign(order: { password: string; revision: number; contentSha256: string }): Promise<unknown>;
}

/** A signature: what it means, in whose name, on what; and the password once more. */
export function SignButton({ report, meaning, variant = 'filled', isDisabled, onSign }: SignButtonProps) {
  const { t } = useTranslation();
  const session = useSession();
  const [isOpen, dialog] = useDisclosure(false);
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (password) => (password === '' ? t('signing.passwordMissing') : null) },
  });
  const { contentSha256, revision } = report;
  if (contentSha256 === null) return null;
  const user = session.data?.user;
  return (
    <>
      <Button variant={variant} leftSection={<IconSignature size={16} aria-hidden />} disabled={isDisabled} onClick={dialog.open}>
        {t(`signing.${meaning}`)}
      </Button>
      <FormDialog
        title={t(`signing.${meaning}`)}
        saveLabel={t('signing.sign')}
        isOpen={isOpen}
        form={form}
        onClose={dialog.close}
        onSave={({ password }) => onSign({ password, revision, contentSha256 })}
      >
        <Stack gap={4}>
          <Text fw={600}>{t(`signingMeaning.${meaning}`)}</Text>
          <Text size="sm">
            {user ? `${user.displayName} (${user.userName})` : ''} · {t('life.report', { name: nameOf(report) })}
          </Text>
          <Text size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
            SHA-256 {contentSha256}
          </Text>
        </Stack>
        <PasswordInput
          label={t('signing.password')}
          description={t('signing.passwordWhy')}
          autoComplete="current-password"
          data-autofocus
          required
          {...form.getInputProps('password')}
        />
      </FormDialog>
    </>
  );
}

/** As it is said: the version is named from the second on. */
export function nameOf({ number, version }: Pick<Report, 'number' | 'version'>): string {
  return version > 1 ? `${number} v${version}` : number;
}
