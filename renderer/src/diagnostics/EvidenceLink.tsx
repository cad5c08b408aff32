import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceRange } from '../../../server/diagnostics/diagnosis.schema.ts';
import { TextLink } from '../components/TextLink.tsx';
import { useFormat } from '../platform/use-format.ts';

interface EvidenceLinkProps {
  recordingId: string;
  range: EvidenceRange;
  children: ReactNode;
}

/** Leads from a number or sentence to the stretch of the plot it was read from. */
export function EvidenceLink({ recordingId, range, children }: EvidenceLinkProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = { channel: range.channel, from: format.number(range.fromS), to: format.number(range.toS) };
  return (
    <TextLink
      to="/recordings/$recordingId"
      params={{ recordingId }}
      search={{ tab: 'plot', from: range.fromS, to: range.toS, channel: range.channel }}
      title={t('diagnosis.openPlot', words)}
      // WCAG 2.2 2.5.8: a target of at least 24 px, also where several stand in one line.
      style={{ display: 'inline-block', verticalAlign: 'top', minHeight: 24, minWidth: 24 }}
    >
      {children}
    </TextLink>
  );
}
