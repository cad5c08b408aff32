import type { Db } from '../platform/database/database.ts';
import { Problem } from '../platform/problem.ts';
import { activeUserNames } from './account.repository.ts';
import type { Actor } from './actor.ts';
import { permissionsOfRole, type Role } from './role.schema.ts';

/** What somebody wants to approve, and in whose name. */
export interface Approval {
  readonly proposedBy: string;
  readonly actor: Actor;
  /** What a second person would need to hold, for example `limits:approve`. */
  readonly permission: string;
  /** The author says: I know that nobody else can look at it. */
  readonly isAloneAccepted: boolean;
}

export interface SecondPersonRule {
  /**
   * Four eyes: what one person proposed, another one approves. Where nobody else could, the author may, once that has been said aloud; the
   * answer tells which of both it was, and whoever asks keeps it.
   * @throws Problem `own-proposal`, `second-person-missing`
   */
  check(approval: Approval): Promise<{ hasSecondPerson: boolean }>;
}

/** The command line's `cli:ada` is the person `ada`. */
const personOf = (name: string) => name.toLowerCase().replace(/^cli:/, '');

export function isSamePerson(one: string, other: string): boolean {
  return personOf(one) === personOf(other);
}

export function createSecondPersonRule({ db }: { db: Db }): SecondPersonRule {
  return {
    async check({ proposedBy, actor, permission, isAloneAccepted }) {
      const self = personOf(proposedBy);
      if (personOf(actor.name) !== self) return { hasSecondPerson: true };
      const roles = (Object.keys(permissionsOfRole) as Role[]).filter((role) =>
        (permissionsOfRole[role] as readonly string[]).includes(permission),
      );
      const others = (await activeUserNames(db, roles)).filter((name) => personOf(name) !== self);
      if (others.length > 0)
        throw new Problem('own-proposal', 409, 'Another person has to approve this', {
          detail: `${proposedBy} proposed it. Ask ${others.slice(0, 5).join(', ')}${others.length > 5 ? ' or others' : ''} to look at it.`,
          extra: { people: others.slice(0, 5) },
        });
      if (!isAloneAccepted)
        throw new Problem('second-person-missing', 409, 'There is no second person who could approve this', {
          detail: `Nobody but ${proposedBy} may approve here. Add an account that may, or approve it alone: that will stand beside it.`,
        });
      return { hasSecondPerson: false };
    },
  };
}
