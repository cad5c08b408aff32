/** Suggests the signal a channel probably is (ids of hydraulics.md C0). A suggestion only: a person confirms it. */

type Rule = readonly [role: string, quantity: string, name: RegExp];

const rules: readonly Rule[] = [
  ['p_S', 'pressure', /suction|saug|aspiration|\bp_s\b/i],
  ['p_C', 'pressure', /case|leck|drain|\bp_c\b/i],
  ['p_acc', 'pressure', /accu|speicher|\bp_acc\b/i],
  ['p_R', 'pressure', /return|rücklauf|ruecklauf|retour|\bp_r\b/i],
  ['p_LS', 'pressure', /load.?sens|\bp_ls\b/i],
  ['dp_F', 'pressure', /filter|\bdp_f\b/i],
  ['p_A', 'pressure', /cylinder|zylinder|vérin|\bp_a\b|port a\b/i],
  ['p_B', 'pressure', /\bp_b\b|port b\b/i],
  ['p_P', 'pressure', /pump|system|\bp_p\b|pompe/i],
  ['Q_C', 'flow', /case|leck|drain|\bq_c\b/i],
  ['Q_cool', 'flow', /cool|kühl|kuehl|\bq_cool\b/i],
  ['Q_P', 'flow', /pump|volumenstrom|delivery|débit|\bq_p\b/i],
  ['T_ci', 'temperature', /cooler.?in|kühler.?ein|\bt_ci\b/i],
  ['T_co', 'temperature', /cooler.?out|kühler.?aus|\bt_co\b/i],
  ['T_C', 'temperature', /case|leck|drain|\bt_c\b/i],
  ['T_amb', 'temperature', /ambient|umgebung|\bt_amb\b/i],
  ['T_T', 'temperature', /tank|reservoir|oil|öl|oel|return|rücklauf|réservoir|\bt_t\b/i],
  ['P_el', 'power', /motor|leistung|puissance|electric|\bp_el\b/i],
  ['n', 'speed', /speed|drehzahl|vitesse|\bn\b/i],
  ['v_rms', 'vibration', /vib|schwing|\bv_rms\b/i],
];

/** Signal ids of hydraulics.md C0 with the quantity each has: a name that carries one says itself what it is. */
const ids: Readonly<Record<string, string>> = {
  p_P: 'pressure',
  p_S: 'pressure',
  p_C: 'pressure',
  p_A: 'pressure',
  p_B: 'pressure',
  p_R: 'pressure',
  p_acc: 'pressure',
  p_LS: 'pressure',
  dp_F: 'pressure',
  Q_P: 'flow',
  Q_C: 'flow',
  Q_R: 'flow',
  Q_A: 'flow',
  Q_cool: 'flow',
  T_T: 'temperature',
  T_P: 'temperature',
  T_C: 'temperature',
  T_ci: 'temperature',
  T_co: 'temperature',
  T_wi: 'temperature',
  T_wo: 'temperature',
  T_amb: 'temperature',
  P_el: 'power',
  I_el: 'current',
  n: 'speed',
  M: 'torque',
  x: 'length',
  v_rms: 'vibration',
  a_hf: 'acceleration',
  y_sp: 'ratio',
  alpha: 'ratio',
  phi_w: 'ratio',
  L: 'ratio',
  F: 'force',
};

/** Without a fixed quantity: a command may be volts or percent. */
const anyQuantity: ReadonlySet<string> = new Set(['u_cmd', 'i_sol']);

/** The C0 id, or null when name and quantity do not agree on one. */
export function suggestRole(name: string, quantity: string | null): string | null {
  const written = name.split(/[^\w]+/).find((word) => anyQuantity.has(word) || (ids[word] !== undefined && ids[word] === quantity));
  return written ?? rules.find(([, ruled, pattern]) => ruled === quantity && pattern.test(name))?.[0] ?? null;
}
