import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ExpressionCheck, ExpressionError } from '../../../../../server/measurements/derived-channels/derived-channel.schema.ts';

/** What an expression would give: its unit, or every error with the place it means. */
export function ExpressionResult({ expression, check }: { expression: string; check: ExpressionCheck | undefined }) {
  const { t } = useTranslation();
  if (!check || expression.trim() === '') return null;
  const unit = check.unit === '' ? t('derived.number') : (check.unit ?? '');
  const part = ({ from, to }: ExpressionError) => expression.slice(from, Math.max(to, from + 1));
  return (
    <output aria-live="polite" style={{ display: 'block' }}>
      {check.ok ? (
        <Text size="sm">{t('derived.result', { unit })}</Text>
      ) : (
        <>
          <Marked expression={expression} errors={check.errors} />
          <List size="sm">
            {check.errors.map((error) => (
              <List.Item key={`${error.from} ${error.message}`}>
                {error.message} {part(error) !== '' && t('derived.at', { part: part(error) })}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </output>
  );
}

/** The expression with its wrong places underlined. */
function Marked({ expression, errors }: { expression: string; errors: readonly ExpressionError[] }) {
  const isWrong = (at: number) => errors.some(({ from, to }) => at >= from && at < Math.max(to, from + 1));
  return (
    <Text size="sm" ff="monospace" aria-hidden style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
      {[...expression].map((mark, at) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a place in a text has no other name than its number.
          key={at}
          style={isWrong(at) ? { textDecoration: 'underline wavy var(--mantine-color-error)', fontWeight: 700 } : undefined}
        >
          {mark}
        </span>
      ))}
    </Text>
  );
}
