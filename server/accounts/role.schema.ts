import { type Static, Type } from 'typebox';

/** What a person may do here (trust.md A.6). Finer rules per site and system come on top of these later. */
export const Role = Type.Union([
  Type.Literal('viewer'),
  Type.Literal('technician'),
  Type.Literal('engineer'),
  Type.Literal('approver'),
  Type.Literal('admin'),
]);
export type Role = Static<typeof Role>;

const viewer = ['systems:read', 'recordings:read', 'diagnoses:read', 'reports:read', 'jobs:read'] as const;
const technician = [
  ...viewer,
  'recordings:import',
  'diagnoses:run',
  'jobs:cancel',
  'annotations:write',
  'plot-views:write',
  'recordings:derive',
] as const;
const engineer = [
  ...technician,
  'systems:write',
  'limits:propose',
  'catalogue:propose',
  'templates:write',
  'diagnoses:decide',
  'diagnoses:reevaluate',
  'reports:write',
  'reports:review',
] as const;
const approver = [...viewer, 'reports:review', 'reports:approve', 'limits:approve', 'catalogue:approve'] as const;
const admin = [
  ...engineer,
  'reports:approve',
  'limits:approve',
  'catalogue:approve',
  'users:read',
  'users:write',
  'audit:read',
  'operations:read',
  'operations:verify',
  'data:export',
  'retention:write',
  'reports:configure',
] as const;

/** The permissions of each role: the one place where a permission is granted. */
export const permissionsOfRole = { viewer, technician, engineer, approver, admin } as const satisfies Record<Role, readonly string[]>;
