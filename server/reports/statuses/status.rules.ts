import type { User } from '../../accounts/account.schema.ts';
import { permissionsOfRole } from '../../accounts/role.schema.ts';
import { isSamePerson } from '../../accounts/second-person.service.ts';
import { Problem } from '../../platform/problem.ts';
import type { Report } from '../report.schema.ts';
import type { ReportStatus } from '../report-status.schema.ts';
import type { Meaning } from '../signatures/signature.schema.ts';
import type { SignOrder } from './status.schema.ts';

const names: Readonly<Record<ReportStatus, string>> = {
  draft: 'a draft',
  'in-review': 'in review',
  issued: 'issued',
  superseded: 'superseded by a newer version',
  withdrawn: 'withdrawn',
};

/** Which permission a signature needs, wherever it is given: the routes ask for it, too, and the command line has no routes. */
export const permissionOf: Readonly<Record<Meaning, string>> = {
  prepared: 'reports:write',
  reviewed: 'reports:review',
  approved: 'reports:approve',
};

/** @throws Problem `report-status` */
export function assertStatus(report: Report, wanted: ReportStatus, toDo: string): void {
  if (report.status === wanted) return;
  throw new Problem('report-status', 409, `The report cannot be ${toDo}`, {
    detail: `Report ${shownName(report)} is ${names[report.status]}; it must be ${names[wanted]} for that.`,
    extra: { status: report.status },
  });
}

/** @throws Problem `permission-denied` */
export function assertMay(user: User, permission: string): void {
  if ((permissionsOfRole[user.role] as readonly string[]).includes(permission)) return;
  throw new Problem('permission-denied', 403, 'Your role does not allow this', {
    detail: `This needs the permission "${permission}"; the role of ${user.userName} is ${user.role}. Ask an admin.`,
  });
}

/** What was on the screen must be what is signed. @throws Problem `report-changed` */
export function assertSeen(report: Report, { revision, contentSha256 }: Pick<SignOrder, 'revision' | 'contentSha256'>): void {
  if (report.revision === revision && report.contentSha256 === contentSha256) return;
  throw reportChanged(report);
}

export function reportChanged(report: Report): Problem {
  return new Problem('report-changed', 409, 'The report has changed since you looked at it', {
    detail: `Report ${shownName(report)} was changed, sent back or signed meanwhile. Nothing was signed: look at it again first.`,
    extra: { revision: report.revision, status: report.status },
  });
}

/** Whoever made or prepared it is its author. */
export function isAuthor(report: Report, userName: string): boolean {
  const authors = [report.createdBy, ...report.signatures.filter(({ meaning }) => meaning === 'prepared').map((one) => one.userName)];
  return authors.some((author) => isSamePerson(author, userName));
}

/** @throws Problem `author-signs` */
export function assertOther(report: Report, userName: string, toDo: string): void {
  if (!isAuthor(report, userName)) return;
  throw new Problem('author-signs', 409, `Another person has to ${toDo} this report`, {
    detail: `${userName} has prepared report ${shownName(report)}. An admin can allow authors to approve in the settings of reports.`,
  });
}

export function shownName({ number, version }: Pick<Report, 'number' | 'version'>): string {
  return version > 1 ? `${number} v${version}` : number;
}
