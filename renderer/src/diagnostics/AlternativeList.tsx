import { List, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../server/diagnostics/diagnosis.schema.ts';
import { TextLink } from '../components/TextLink.tsx';
import { useFormat } from '../platform/use-format.ts';
import { Worded } from './wordings/Worded.tsx';

/** Below one in a hundred, they only lengthen the list. */
const worthNaming = 0.01;

/** What else it could be; each leads to the signs that would speak for it. */
export function AlternativeList({ alternatives }: { alternatives: Finding['alternatives'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const named = alternatives.filter(({ confidence }) => confidence >= worthNaming);
  if (named.length === 0) return null;
  return (
    <div>
      <Title order={4} fz="sm" mb={4}>
        {t('findings.alternatives')}
      </Title>
      <List size="sm">
        {named.map(({ faultId, fault, confidence }) => (
          <List.Item key={faultId}>
            <TextLink
              to="/catalogue/$faultId"
              params={{ faultId }}
              style={{ display: 'inline-block', verticalAlign: 'top', minHeight: 24 }}
            >
              <Worded text={fault} /> <Text span>({format.percent(confidence)})</Text>
            </TextLink>
          </List.Item>
        ))}
      </List>
    </div>
  );
}
