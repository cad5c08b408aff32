const flagName =
  /\b(?:alarms?|status|state|zustand|flags?|fault|stör(?:ung)?|fehler|digital|bit|relais|relay|trigger|running|läuft)\b|^(?:di|do)[ _-]?\d/i;

/** Does the name say that the column is on or off? */
export function isFlagName(name: string): boolean {
  return flagName.test(name);
}
