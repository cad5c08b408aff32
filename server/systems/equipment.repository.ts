import type { Db } from '../platform/database/database.ts';
import type { SignalId } from './signal.schema.ts';
import type { Channel, Component, ComponentKind } from './system.schema.ts';

interface ComponentRow {
  id: string;
  system_id: string;
  kind: ComponentKind;
  name: string;
  nameplate: string;
  created_at: string;
}
interface ChannelRow {
  id: string;
  system_id: string;
  component_id: string | null;
  name: string;
  quantity: Channel['quantity'];
  unit: string;
  signal: SignalId | null;
  range_low: number | null;
  range_high: number | null;
  accuracy_percent_fs: number | null;
  created_at: string;
}
export async function insertComponent(db: Db, component: Component): Promise<void> {
  await db<ComponentRow>('component').insert({
    id: component.id,
    system_id: component.systemId,
    kind: component.kind,
    name: component.name,
    nameplate: JSON.stringify(component.nameplate),
    created_at: component.createdAt,
  });
}

export async function findComponent(db: Db, id: string): Promise<Component | undefined> {
  const row = await db<ComponentRow>('component').where({ id }).first();
  return row && toComponent(row);
}

export async function componentsOf(db: Db, systemId: string): Promise<Component[]> {
  return (await db<ComponentRow>('component').where({ system_id: systemId }).orderBy('id')).map(toComponent);
}

export async function insertChannel(db: Db, channel: Channel): Promise<void> {
  await db<ChannelRow>('channel').insert({
    id: channel.id,
    system_id: channel.systemId,
    component_id: channel.componentId,
    name: channel.name,
    quantity: channel.quantity,
    unit: channel.unit,
    signal: channel.signal,
    range_low: channel.rangeLow,
    range_high: channel.rangeHigh,
    accuracy_percent_fs: channel.accuracyPercentFs,
    created_at: channel.createdAt,
  });
}

export async function channelsOf(db: Db, systemId: string): Promise<Channel[]> {
  return (await db<ChannelRow>('channel').where({ system_id: systemId }).orderBy('id')).map(toChannel);
}

function toComponent(row: ComponentRow): Component {
  return {
    id: row.id,
    systemId: row.system_id,
    kind: row.kind,
    name: row.name,
    nameplate: JSON.parse(row.nameplate),
    createdAt: row.created_at,
  };
}

function toChannel(row: ChannelRow): Channel {
  return {
    id: row.id,
    systemId: row.system_id,
    componentId: row.component_id,
    name: row.name,
    quantity: row.quantity,
    unit: row.unit,
    signal: row.signal,
    rangeLow: row.range_low,
    rangeHigh: row.range_high,
    accuracyPercentFs: row.accuracy_percent_fs,
    createdAt: row.created_at,
  };
}
