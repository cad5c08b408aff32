import { Anchor, type AnchorProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';

type Props = AnchorProps & Omit<ComponentPropsWithRef<'a'>, keyof AnchorProps>;

function PlainLink(props: Props) {
  return <Anchor inherit={props.size === undefined} {...props} />;
}

export const TextLink = createLink(PlainLink);
