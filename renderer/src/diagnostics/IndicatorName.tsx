import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '../../../server/diagnostics/diagnosis.schema.ts';
import { showWanted } from '../platform/show-wanted.ts';
import { Worded } from './wordings/Worded.tsx';
import { useComponentWord } from './words.ts';

/** What the indicator is and where it was computed; formula and reference unfold. */
export function IndicatorName({ indicator, segment, id }: { indicator: Indicator; segment: string; id: string | undefined }) {
  const { t } = useTranslation();
  const component = useComponentWord()(indicator.component);
  return (
    <div id={id} ref={showWanted} style={{ scrollMarginTop: 80 }}>
      <Text size="sm">
        <Worded text={indicator.name} />
      </Text>
      <Text size="xs" c="dimmed">
        {component}
        {segment && (
          <>
            {' · '}
            <Worded text={segment} />
          </>
        )}
      </Text>
      <Text component="details" size="xs" c="dimmed">
        <summary>{t('indicators.formula')}</summary>
        <Text size="xs" ff="monospace">
          <Worded text={indicator.formula} />
        </Text>
        <Text size="xs">
          <Worded text={indicator.reference} />
        </Text>
      </Text>
    </div>
  );
}
