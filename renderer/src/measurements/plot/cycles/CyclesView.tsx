import { Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { RecordingDetail } from '../../../../../server/measurements/recording.schema.ts';
import { Loaded } from '../../../components/Loaded.tsx';
import { Worded } from '../../../diagnostics/wordings/Worded.tsx';
import { NotComputableNote } from '../NotComputableNote.tsx';
import { channelsOf } from '../pane-layout.ts';
import type { Workspace } from '../use-workspace.ts';
import { CycleChart } from './CycleChart.tsx';
import { CycleToolbar } from './CycleToolbar.tsx';
import { pickedCycles } from './cycle-pick.ts';
import { useCycles } from './use-cycles.ts';

/** Cycles of the recording laid over one another; or why there are none. */
export function CyclesView({ detail, workspace }: { detail: RecordingDetail; workspace: Workspace }) {
  const { t } = useTranslation();
  const { ref, width } = useElementSize();
  const { channels, recording } = detail;
  const choices = workspace.choices.cycles;
  const channel = choices.channels[0] ?? channelsOf(workspace.panes)[0] ?? channels[0]?.index ?? 0;
  const query = useCycles(recording.id, choices.foundIn);
  const total = query.data?.items.length ?? 0;
  const picked = pickedCycles(choices.pick, total);
  return (
    <>
      <CycleToolbar
        {...{ channels, channel, choices }}
        isUnderstood={picked !== null}
        isStated={query.data?.source === 'file'}
        onChange={(changed) => workspace.choose({ cycles: { ...choices, ...changed } })}
      />
      <div ref={ref}>
        <Loaded query={query}>
          {({ source, because, items, total: all }) =>
            source === 'none' || items.length === 0 ? (
              <NotComputableNote because={because ?? t('cycles.none')} whatWouldHelp={t('cycles.help')} />
            ) : (
              <>
                <Text size="xs" c="dimmed" mb={4}>
                  {t(source === 'file' ? 'cycles.ofFile' : 'cycles.found', { count: all })} {because && <Worded text={because} />}
                </Text>
                <CycleChart
                  {...{ recordingId: recording.id, workspace, width, hasBand: choices.hasBand }}
                  channel={channels.find(({ index }) => index === channel)}
                  cycles={(picked ?? []).flatMap((place) => items[place] ?? [])}
                />
              </>
            )
          }
        </Loaded>
      </div>
    </>
  );
}
