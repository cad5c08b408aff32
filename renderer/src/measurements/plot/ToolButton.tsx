import { ActionIcon, Group, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { Shortcut } from '../../components/Shortcut.tsx';

interface ToolButtonProps {
  label: string;
  /** The key that does the same in the plot. */
  keys?: string;
  isOff?: boolean;
  onClick(): void;
  children: ReactNode;
}

/** A small square button that says what it does, and which key does it, when it is pointed at. */
export function ToolButton({ label, keys, isOff = false, onClick, children }: ToolButtonProps) {
  const words = (
    <Group gap={6} wrap="nowrap">
      {label}
      {keys && <Shortcut keys={keys} />}
    </Group>
  );
  return (
    <Tooltip label={words} openDelay={300}>
      <ActionIcon
        variant="default"
        size={30}
        aria-label={label}
        aria-disabled={isOff}
        {...(isOff && { 'data-disabled': true })}
        onClick={() => !isOff && onClick()}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
