import { ActionIcon, Popover, Table } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const rows = [
  'wheel',
  'drag',
  'shiftDrag',
  'double',
  'arrows',
  'plus',
  'ends',
  'zero',
  'back',
  'cursors',
  'nudge',
  'note',
  'escape',
] as const;

/** What pointer and keys do in the plot. */
export function KeyHelp() {
  const { t } = useTranslation();
  return (
    <Popover position="bottom-end" withArrow trapFocus>
      <Popover.Target>
        <ActionIcon variant="default" size={30} aria-label={t('plot.help')}>
          <IconKeyboard size={16} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label={t('plot.help')}>
        <Table fz="xs" verticalSpacing={3} withRowBorders={false} aria-label={t('plot.help')}>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row}>
                <Table.Th scope="row" ta="left" style={{ whiteSpace: 'nowrap' }}>
                  {t(`plot.key.${row}`)}
                </Table.Th>
                <Table.Td>{t(`plot.help.${row}`)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Popover.Dropdown>
    </Popover>
  );
}
