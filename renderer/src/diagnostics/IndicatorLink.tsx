import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TextLink } from '../components/TextLink.tsx';

/** Where an indicator's row stands on the page of a diagnosis. */
export const indicatorAnchor = (indicator: string): string => `indicator-${indicator}`;

interface IndicatorLinkProps {
  recordingId: string;
  indicator: string;
  children: ReactNode;
}

/** Leads from a number to its row in the recording's diagnosis: the limit with its source, and the stretch of the plot it was read from. */
export function IndicatorLink({ recordingId, indicator, children }: IndicatorLinkProps) {
  const { t } = useTranslation();
  return (
    <TextLink
      to="/recordings/$recordingId"
      params={{ recordingId }}
      search={{ tab: 'diagnosis' }}
      hash={indicatorAnchor(indicator)}
      title={t('diagnosis.openIndicator')}
      style={{ display: 'inline-block', verticalAlign: 'top', minHeight: 24, minWidth: 24 }}
    >
      {children}
    </TextLink>
  );
}
