import { AppShell, Center, Loader } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { JobWatcher } from '../operations/JobWatcher.tsx';
import { problemOf } from '../platform/api.ts';
import { useSession } from '../platform/session.ts';
import classes from './AppFrame.module.css';
import { CommandPalette } from './CommandPalette.tsx';
import { HeaderBar } from './HeaderBar.tsx';
import { NavigationBar } from './NavigationBar.tsx';
import { ProblemAlert } from './ProblemAlert.tsx';
import { useNavigationKeys } from './use-navigation-keys.ts';

/** Header, navigation and the page; only for people who are logged in. */
export function AppFrame() {
  const { t } = useTranslation();
  const session = useSession();
  const [isMenuOpen, menu] = useDisclosure(false);
  useNavigationKeys();
  useLoginWhenLoggedOut(session.data === null);
  if (session.isPending)
    return (
      <Center h="100vh">
        <Loader role="status" aria-label={t('common.loading')} />
      </Center>
    );
  if (session.isError)
    return (
      <Center h="100vh" p="md">
        <ProblemAlert problem={problemOf(session.error)} onRetry={() => void session.refetch()} />
      </Center>
    );
  if (session.data === null) return null;
  return (
    <AppShell header={{ height: 52 }} navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !isMenuOpen } }} padding="lg">
      <a href="#content" className={classes.skip}>
        {t('frame.skip')}
      </a>
      <HeaderBar isMenuOpen={isMenuOpen} onToggleMenu={menu.toggle} session={session.data} />
      <NavigationBar onNavigate={menu.close} />
      <AppShell.Main id="content" tabIndex={-1} className={classes.main}>
        <Outlet />
      </AppShell.Main>
      <CommandPalette />
      <JobWatcher />
    </AppShell>
  );
}

/** Leads to the login page, once, and remembers where the person wanted to go. */
function useLoginWhenLoggedOut(isLoggedOut: boolean): void {
  const navigate = useNavigate();
  const router = useRouter();
  useEffect(() => {
    if (!isLoggedOut) return;
    const { href } = router.state.location;
    void navigate({ to: '/login', search: href === '/' ? {} : { next: href } });
  }, [isLoggedOut, navigate, router]);
}
