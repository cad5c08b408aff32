import {
  IconActivityHeartbeat,
  IconAdjustments,
  IconFileText,
  IconFileUpload,
  IconLayoutDashboard,
  IconListCheck,
  IconStethoscope,
  IconWaveSine,
} from '@tabler/icons-react';
import type { MessageKey } from '../messages.ts';

/** The pages of the navigation, in its order; the position is also the shortcut Alt+Shift+1…8. */
export const pages = [
  { to: '/', label: 'page.overview', icon: IconLayoutDashboard, permission: 'systems:read' },
  { to: '/systems', label: 'page.systems', icon: IconActivityHeartbeat, permission: 'systems:read' },
  { to: '/recordings', label: 'page.recordings', icon: IconWaveSine, permission: 'recordings:read' },
  { to: '/import', label: 'page.import', icon: IconFileUpload, permission: 'recordings:import' },
  { to: '/findings', label: 'page.findings', icon: IconStethoscope, permission: 'diagnoses:read' },
  { to: '/reports', label: 'page.reports', icon: IconFileText, permission: 'reports:read' },
  { to: '/jobs', label: 'page.jobs', icon: IconListCheck, permission: 'jobs:read' },
  { to: '/administration', label: 'page.administration', icon: IconAdjustments, permission: 'users:read' },
] as const satisfies readonly { to: string; label: MessageKey; icon: unknown; permission: string }[];

export const shortcutOf = (position: number): string => `Alt+Shift+${position + 1}`;
