import { Autocomplete, Fieldset, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportQuestion } from '../../../../server/measurements/import-report.schema.ts';
import type { ChannelSuggestion } from '../../../../server/measurements/mappings/mapping.schema.ts';
import { noUnit, type Written } from './import-questions.ts';
import { type UnitGroup, unitGroups } from './unit-groups.ts';

interface UnitFieldsProps {
  question: ImportQuestion;
  mapping: readonly ChannelSuggestion[];
  written: Written;
  onWrite(written: Written): void;
}

/** Channels that probably measure the same quantity are asked about once; each of them can have its own unit. */
export function UnitFields({ question, mapping, written, onWrite }: UnitFieldsProps) {
  // The grouping of the first look stays: fields must not wander while somebody types.
  const [groups] = useState(() => unitGroups(question.about, mapping));
  const write = (names: readonly string[], unit: string) =>
    onWrite({ fields: { ...written.fields, ...Object.fromEntries(names.map((name) => [name, unit])) } });
  return (
    <Stack gap="sm">
      {groups.map((group) => (
        <UnitGroupFields key={group.names[0]} group={group} fields={written.fields} onWrite={write} />
      ))}
    </Stack>
  );
}

interface UnitGroupFieldsProps {
  group: UnitGroup;
  fields: Written['fields'];
  onWrite(names: readonly string[], unit: string): void;
}

function UnitGroupFields({ group, fields, onWrite }: UnitGroupFieldsProps) {
  const { t } = useTranslation();
  const { names, quantity } = group;
  const [first = ''] = names;
  const isDifferent = names.some((name) => fields[name] !== fields[first]);
  const [isEach, setEach] = useState(quantity === null || isDifferent);
  const title = t(`quantity.${quantity ?? 'other'}`);
  if (names.length === 1) return <UnitField label={first} group={group} value={fields[first]} onWrite={(unit) => onWrite(names, unit)} />;
  return (
    <Fieldset legend={title}>
      <Stack gap="xs">
        {isEach ? (
          names.map((name) => (
            <UnitField key={name} label={name} group={group} value={fields[name]} onWrite={(unit) => onWrite([name], unit)} />
          ))
        ) : (
          <>
            <Text size="sm">{names.join(', ')}</Text>
            <UnitField
              label={t('wizard.unitOfAll', { count: names.length })}
              group={group}
              value={fields[first]}
              onWrite={(unit) => onWrite(names, unit)}
            />
          </>
        )}
        <Switch size="xs" label={t('wizard.unitEach')} checked={isEach} onChange={(event) => setEach(event.currentTarget.checked)} />
      </Stack>
    </Fieldset>
  );
}

interface UnitFieldProps {
  label: string;
  group: UnitGroup;
  value: string | undefined;
  onWrite(unit: string): void;
}

function UnitField({ label, group, value, onWrite }: UnitFieldProps) {
  const { t } = useTranslation();
  const none = t('wizard.noUnit');
  return (
    <Autocomplete
      label={label}
      placeholder={t('wizard.chooseUnit')}
      data={[...group.units, none]}
      // Everything is offered, whatever stands in the field: it is a list to choose from first of all.
      filter={({ options }) => options}
      limit={40}
      value={value === noUnit ? none : (value ?? '')}
      onChange={(text) => onWrite(text === none ? noUnit : text)}
    />
  );
}
