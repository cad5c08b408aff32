import { NativeSelect, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type System, systemApi } from '../../../server/systems/system.schema.ts';
import { FormDialog } from '../components/FormDialog.tsx';
import { ApiProblem, call, problemOf } from '../platform/api.ts';
import { sitesKey, systemsKey, useSites } from './system.queries.ts';
import { ownZone, zones } from './zones.ts';

interface NewSystemDialogProps {
  isOpen: boolean;
  onClose(): void;
  onCreated(system: System): void;
}

const newSite = 'new';

/** Registers a system; its site can be made in the same step. */
export function NewSystemDialog({ isOpen, onClose, onCreated }: NewSystemDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const sites = useSites();
  const required = (value: string) => (value.trim() === '' ? t('systems.required') : null);
  const form = useForm({
    initialValues: { siteId: '', siteName: '', timeZone: ownZone(), name: '', tag: '', note: '' },
    validate: { name: required, siteName: (value, all) => (siteOf(all) === newSite ? required(value) : null) },
  });
  const siteOf = (values: { siteId: string }) => values.siteId || (sites.items[0]?.id ?? newSite);
  const save = async (values: typeof form.values) => {
    let siteId = siteOf(values);
    if (siteId === newSite) {
      siteId = await createSite(values);
      // Kept for a second attempt: a refused system must not make the site twice.
      form.setFieldValue('siteId', siteId);
      await client.invalidateQueries({ queryKey: sitesKey });
    }
    const { name, tag, note } = values;
    const system = await call(systemApi.create, { body: { siteId, name, ...(tag && { tag }), ...(note && { note }) } });
    await client.invalidateQueries({ queryKey: systemsKey });
    onCreated(system);
  };
  return (
    <FormDialog title={t('systems.add')} isOpen={isOpen} form={form} onClose={onClose} onSave={save}>
      {sites.items.length > 0 && (
        <NativeSelect
          label={t('systems.site')}
          data={[...sites.items.map((site) => ({ value: site.id, label: site.name })), { value: newSite, label: t('systems.newSite') }]}
          {...form.getInputProps('siteId')}
          value={siteOf(form.values)}
        />
      )}
      {siteOf(form.values) === newSite && (
        <>
          <TextInput label={t('systems.siteName')} required {...form.getInputProps('siteName')} />
          <Select
            label={t('systems.timeZone')}
            description={t('systems.timeZoneUse')}
            data={zones()}
            searchable
            limit={60}
            allowDeselect={false}
            required
            {...form.getInputProps('timeZone')}
          />
        </>
      )}
      <TextInput label={t('systems.name')} required {...form.getInputProps('name')} />
      <TextInput label={t('systems.tag')} description={t('systems.tagUse')} {...form.getInputProps('tag')} />
      <Textarea label={t('systems.note')} autosize minRows={2} {...form.getInputProps('note')} />
    </FormDialog>
  );
}

/** A refused name belongs to the field of the site here, not to the system's. */
async function createSite({ siteName, timeZone }: { siteName: string; timeZone: string }): Promise<string> {
  try {
    return (await call(systemApi.createSite, { body: { name: siteName, timeZone } })).id;
  } catch (error) {
    const problem = problemOf(error);
    throw new ApiProblem({ ...problem, ...(problem.errors && { errors: problem.errors.map(atSite) }) });
  }
}

function atSite({ pointer, detail }: { pointer: string; detail: string }) {
  return { pointer: pointer.replace(/name$/, 'siteName'), detail };
}
