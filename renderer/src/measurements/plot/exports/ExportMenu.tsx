import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { exportApi } from '../../../../../server/measurements/exports/export.schema.ts';
import type { RecordingDetail } from '../../../../../server/measurements/recording.schema.ts';
import type { SystemDetail } from '../../../../../server/systems/system.schema.ts';
import { pngBlob, saveBlob, svgBlob } from '../../../charts/figures/figure-download.ts';
import type { Figure } from '../../../charts/figures/figure-svg.ts';
import { shownPanes } from '../../../charts/figures/shown-plots.ts';
import { addressOf } from '../../../platform/api.ts';
import { useFormat } from '../../../platform/use-format.ts';
import { channelsOf } from '../pane-layout.ts';
import { useTimeText } from '../use-time-text.ts';
import type { Workspace } from '../use-workspace.ts';
import { fileName } from './file-name.ts';

interface ExportMenuProps {
  detail: RecordingDetail;
  system: SystemDetail;
  workspace: Workspace;
}

/** What is shown, as a picture on white or as samples. */
export function ExportMenu({ detail, system, workspace }: ExportMenuProps) {
  const { t, i18n } = useTranslation();
  const { recording } = detail;
  const figure = useFigure({ detail, system, workspace });
  const save = async (make: (shown: Figure) => Blob | Promise<Blob>, extension: string) => {
    try {
      saveBlob(await make(figure()), fileName(recording.name, extension));
    } catch (error) {
      notifications.show({ title: t('export.failed'), message: String(error), color: 'red' });
    }
  };
  const { from, to } = workspace.range;
  const querystring = {
    ...{ format: 'csv' as const, channels: channelsOf(workspace.panes).join(','), fromMs: from * 1000, toMs: to * 1000 },
    ...(i18n.language === 'de' && { decimalMark: 'comma' as const }),
  };
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button size="xs" variant="default" leftSection={<IconDownload size={14} aria-hidden />}>
          {t('export.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void save(pngBlob, 'png')}>{t('export.png')}</Menu.Item>
        <Menu.Item onClick={() => void save(svgBlob, 'svg')}>{t('export.svg')}</Menu.Item>
        {querystring.channels !== '' && (
          <Menu.Item component="a" href={addressOf(exportApi.download, { params: { id: recording.id }, querystring })} download>
            {t('export.csv')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The figure says by itself where it comes from: system, range with zone, recording and hash, and whether anything is simulated. */
function useFigure({ detail, system, workspace }: ExportMenuProps): () => Figure {
  const { t } = useTranslation();
  const format = useFormat();
  const timeText = useTimeText(workspace.view);
  return () => {
    const { from, to } = workspace.view.group.range();
    const range = `${t('export.range', { from: timeText(from), to: timeText(to) })} · ${workspace.view.timeLabel}`;
    const hash = t('export.hash', { hash: detail.recording.seriesSha256.slice(0, 12) });
    const simulated = system.system.isSimulated ? [t('export.simulated')] : [];
    return {
      title: detail.recording.name,
      facts: [[system.site.name, system.system.name, ...simulated].join(' · '), range, hash],
      panes: shownPanes(),
      number: format.number,
    };
  };
}
