import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { pages } from './pages.ts';

/** Alt+Shift+digit opens a page. With modifiers, so that no single character is a shortcut (WCAG 2.1.4). */
export function useNavigationKeys(): void {
  const navigate = useNavigate();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
      // The physical key: with Shift held the character differs from layout to layout.
      const page = pages[Number(/^Digit(\d)$/.exec(event.code)?.[1] ?? 0) - 1];
      if (!page) return;
      event.preventDefault();
      void navigate({ to: page.to });
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [navigate]);
}
