import { AppShell, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../platform/session.ts';
import classes from './AppFrame.module.css';
import { pages, shortcutOf } from './pages.ts';

export function NavigationBar({ onNavigate }: { onNavigate(): void }) {
  const { t } = useTranslation();
  const permissions = useSession().data?.permissions ?? [];
  return (
    <AppShell.Navbar p="xs" className={classes.navbar} aria-label={t('frame.navigation')}>
      <Stack gap={2}>
        {pages.map((page, position) =>
          permissions.includes(page.permission) ? (
            <Link
              key={page.to}
              to={page.to}
              className={classes.link}
              activeOptions={{ exact: page.to === '/' }}
              onClick={onNavigate}
              aria-keyshortcuts={shortcutOf(position)}
              title={shortcutOf(position)}
            >
              <page.icon size={18} stroke={1.6} aria-hidden />
              {t(page.label)}
            </Link>
          ) : null,
        )}
      </Stack>
    </AppShell.Navbar>
  );
}
