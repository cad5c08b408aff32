/** Who does something: a logged-in person, somebody at the command line of this machine, or the appliance itself. */
export interface Actor {
  /** As it stands in the audit trail: user name, `cli:<os user>`, or `system`. */
  readonly name: string;
  readonly requestId: string | null;
}

export const systemActor: Actor = { name: 'system', requestId: null };
