import { Button, Text } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../platform/use-format.ts';

/** Counts the seconds a step has to be held, from the moment the technician says that it is settled. */
export function HoldTimer({ seconds }: { seconds: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [endMs, setEnd] = useState<number | null>(null);
  const [nowMs, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (endMs === null) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [endMs]);
  if (endMs === null) {
    const start = () => {
      setNow(Date.now());
      setEnd(Date.now() + 1000 * seconds);
    };
    return (
      <Button size="lg" h={56} variant="default" leftSection={<IconHourglass aria-hidden />} onClick={start}>
        {t('guided.startTimer', { seconds: format.duration(seconds) })}
      </Button>
    );
  }
  const left = Math.max(0, Math.ceil((endMs - nowMs) / 1000));
  return (
    <Text ta="center" fz="2rem" fw={600} className="tabular" role="timer">
      {left > 0 ? t('guided.secondsLeft', { seconds: left }) : t('guided.held')}
    </Text>
  );
}
