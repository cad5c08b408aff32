import type { Db } from '../../platform/database/database.ts';
import type { Meaning, Signature } from './signature.schema.ts';

interface Row {
  id: string;
  report_id: string;
  meaning: Meaning;
  user_id: string;
  user_name: string;
  display_name: string;
  signed_at: string;
  revision: number;
  content_sha256: string;
  has_second_person: number | boolean;
  key_fingerprint: string;
  seal: string;
  voided_at: string | null;
  voided_by: string | null;
  void_reason: string | null;
}
const table = 'report_signature';

/** @throws the driver's unique violation when a signature with this meaning stands already */
export async function insertSignature(db: Db, reportId: string, signature: Signature): Promise<void> {
  await db<Row>(table).insert({
    id: signature.id,
    report_id: reportId,
    meaning: signature.meaning,
    user_id: signature.userId,
    user_name: signature.userName,
    display_name: signature.displayName,
    signed_at: signature.signedAt,
    revision: signature.revision,
    content_sha256: signature.contentSha256,
    has_second_person: signature.hasSecondPerson,
    key_fingerprint: signature.keyFingerprint,
    seal: signature.seal,
  });
}

/** Those that stand, per report, in the order in which they were given. */
export async function signaturesOf(db: Db, reportIds: readonly string[]): Promise<Map<string, Signature[]>> {
  const rows = await db<Row>(table)
    .whereIn('report_id', [...reportIds])
    .whereNull('voided_at')
    .orderBy('id');
  const byReport = new Map<string, Signature[]>();
  for (const row of rows) byReport.set(row.report_id, [...(byReport.get(row.report_id) ?? []), toSignature(row)]);
  return byReport;
}

/** A signature that no longer holds stays readable; it is never removed. */
export async function voidSignatures(db: Db, reportId: string, by: { at: string; by: string; reason: string }): Promise<void> {
  await db<Row>(table)
    .where({ report_id: reportId })
    .whereNull('voided_at')
    .update({ voided_at: by.at, voided_by: by.by, void_reason: by.reason });
}

function toSignature(row: Row): Signature {
  return {
    id: row.id,
    meaning: row.meaning,
    userId: row.user_id,
    userName: row.user_name,
    displayName: row.display_name,
    signedAt: row.signed_at,
    revision: row.revision,
    contentSha256: row.content_sha256,
    hasSecondPerson: Boolean(row.has_second_person),
    keyFingerprint: row.key_fingerprint,
    seal: row.seal,
  };
}
