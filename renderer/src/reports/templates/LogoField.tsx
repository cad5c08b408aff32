import { Button, Group, Input } from '@mantine/core';
import { type ReactNode, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';

interface LogoFieldProps {
  /** Absent: as it is stored. */
  value: { base64: string } | null | undefined;
  /** Address of the stored one. */
  stored: string | null;
  error: ReactNode;
  onChange(logo: { base64: string } | null): void;
}

/** Chooses a picture and shows it; whether it can be used is for the server to say. */
export function LogoField({ value, stored, error, onChange }: LogoFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const shown = value === undefined ? stored : value && `data:${typeOf(value.base64)};base64,${value.base64}`;
  const take = async (file: File | undefined) => {
    if (file !== undefined) onChange({ base64: await base64Of(file) });
  };
  return (
    <Input.Wrapper id={id} label={t('reportTemplates.logo')} description={t('reportTemplates.logoHint')} error={error}>
      <Group gap="sm" mt={4}>
        {shown && (
          <img src={shown} alt={t('reportTemplates.logoAlt')} style={{ maxHeight: 56, maxWidth: 240, background: 'white', padding: 4 }} />
        )}
        <input
          ref={input}
          id={id}
          type="file"
          hidden
          accept=".png,.jpg,.jpeg,.svg"
          onChange={(event) => {
            void take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
        <Button size="compact-sm" variant="default" onClick={() => input.current?.click()}>
          {t('reportTemplates.logoPick')}
        </Button>
        {shown && (
          <Button size="compact-sm" variant="default" onClick={() => onChange(null)}>
            {t('reportTemplates.logoRemove')}
          </Button>
        )}
      </Group>
    </Input.Wrapper>
  );
}

/** For the preview: the server tells the type by the bytes, as here. */
function typeOf(base64: string): string {
  if (base64.startsWith('iVBOR')) return 'image/png';
  return base64.startsWith('/9j/') ? 'image/jpeg' : 'image/svg+xml';
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('The file cannot be read'));
    reader.readAsDataURL(file);
  });
}
