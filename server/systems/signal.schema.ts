import { type Static, Type } from 'typebox';

/** Canonical signals of a hydraulic system (hydraulics.md C0): what a channel measures, whatever its logger calls it. */
export const signals = {
  p_P: 'pump outlet / system pressure',
  p_S: 'pump suction pressure (absolute)',
  p_C: 'case pressure',
  p_A: 'actuator port A pressure',
  p_B: 'actuator port B pressure',
  p_R: 'return line pressure',
  p_acc: 'accumulator oil-side pressure',
  p_LS: 'load-sensing pressure',
  dp_F: 'filter differential pressure',
  Q_P: 'pump delivery',
  Q_C: 'case drain flow',
  Q_R: 'return flow',
  Q_A: 'actuator flow',
  Q_cool: 'oil flow through the cooler',
  x: 'cylinder position',
  v: 'cylinder speed',
  u_cmd: 'valve command',
  i_sol: 'solenoid current',
  y_sp: 'spool position',
  alpha: 'swash angle / displacement',
  T_T: 'tank oil temperature',
  T_P: 'pump outlet oil temperature',
  T_C: 'case drain oil temperature',
  T_ci: 'cooler inlet oil temperature',
  T_co: 'cooler outlet oil temperature',
  T_wi: 'cooler water inlet temperature',
  T_wo: 'cooler water outlet temperature',
  T_amb: 'ambient air temperature',
  P_el: 'motor electrical power',
  I_el: 'motor current',
  n: 'shaft speed',
  M: 'torque',
  v_rms: 'vibration velocity',
  a_hf: 'high-frequency acceleration',
  L: 'oil level',
  phi_w: 'water saturation',
  c4: 'particles >= 4 µm(c)',
  c6: 'particles >= 6 µm(c)',
  c14: 'particles >= 14 µm(c)',
  F: 'force',
  CE: 'cooling efficiency computed by the logger',
  CP: 'cooling power computed by the logger',
  SE: 'efficiency factor computed by the logger',
} as const;

export type SignalId = keyof typeof signals;
export const signalIds = Object.keys(signals) as SignalId[];
export const SignalId = Type.Unsafe<SignalId>(Type.String({ enum: signalIds, description: 'canonical signal' }));

export const Quantity = Type.Union(
  (
    [
      'pressure',
      'pressure-difference',
      'flow',
      'temperature',
      'temperature-difference',
      'power',
      'current',
      'voltage',
      'speed',
      'torque',
      'vibration',
      'acceleration',
      'length',
      'velocity',
      'force',
      'ratio',
      'level',
      'volume',
      'viscosity',
      'particles',
      'angle',
      'time',
      'other',
    ] as const
  ).map((word) => Type.Literal(word)),
);
export type Quantity = Static<typeof Quantity>;
