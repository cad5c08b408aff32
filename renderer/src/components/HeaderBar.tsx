import { AppShell, Burger, Button, Group, Kbd } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../../server/accounts/account.schema.ts';
import { UserMenu } from '../accounts/UserMenu.tsx';
import { JobsIndicator } from '../operations/JobsIndicator.tsx';
import classes from './AppFrame.module.css';
import { Breadcrumb } from './Breadcrumb.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { Logo } from './Logo.tsx';
import { ThemeSwitch } from './ThemeSwitch.tsx';

interface HeaderBarProps {
  isMenuOpen: boolean;
  onToggleMenu(): void;
  session: Session;
}

export function HeaderBar({ isMenuOpen, onToggleMenu, session }: HeaderBarProps) {
  const { t } = useTranslation();
  return (
    <AppShell.Header className={classes.header}>
      <Group h="100%" px="md" gap="md" wrap="nowrap" justify="space-between">
        <Group gap="md" wrap="nowrap" miw={0} style={{ overflow: 'hidden' }}>
          <Burger opened={isMenuOpen} onClick={onToggleMenu} hiddenFrom="sm" size="sm" aria-label={t('frame.menu')} />
          <Link to="/" className={classes.brand}>
            <Logo size={22} />
            Sightglass
          </Link>
          <Breadcrumb />
        </Group>
        <Group gap="xs" wrap="nowrap" style={{ flexShrink: 0 }}>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconSearch size={14} aria-hidden />}
            rightSection={<Kbd size="xs">Ctrl+K</Kbd>}
            onClick={spotlight.open}
            visibleFrom="sm"
          >
            {t('frame.find')}
          </Button>
          <JobsIndicator />
          <LanguageSwitch />
          <ThemeSwitch />
          <UserMenu user={session.user} />
        </Group>
      </Group>
    </AppShell.Header>
  );
}
