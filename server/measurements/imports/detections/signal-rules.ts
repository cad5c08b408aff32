/** What names of channels say about their signal (ids of hydraulics.md C0), in English, German and French. Data only. */

export interface SignalRule {
  readonly signal: string;
  readonly quantity: string;
  readonly name: RegExp;
  /** 0 to 1: how much the word alone says. From 0.8 on it is enough; below that a person must choose. */
  readonly weight: number;
}

type Row = readonly [signal: string, quantity: string, name: RegExp, weight: number];

const rows: readonly Row[] = [
  ['p_S', 'pressure', /suction|saug|aspiration|inlet press/i, 0.9],
  ['p_C', 'pressure', /\bcase\b|leck|drain|gehäuse|carter/i, 0.9],
  ['p_acc', 'pressure', /accu|speicher/i, 0.9],
  ['p_R', 'pressure', /return|r(?:ü|ue)cklauf|retour|tankleitung|tank line/i, 0.9],
  ['p_LS', 'pressure', /load.?sens|\bLS\b/i, 0.9],
  ['dp_F', 'pressure', /filter|filtre/i, 0.9],
  ['p_A', 'pressure', /cyl|zyl(?:inder)?\b|zyl_|v[ée]rin|port a\b|anschluss a\b|seite a\b/i, 0.85],
  ['p_B', 'pressure', /port b\b|anschluss b\b|seite b\b|rod side|stangenseite/i, 0.85],
  ['p_P', 'pressure', /pump|pompe|system|\bsys\b|vorlauf|supply|alimentation|hauptdruck|betriebsdruck/i, 0.9],
  ['p_P', 'pressure', /(?:^|[^a-z])p(?:s|r)?[\s_-]?0*1$|druck[\s_-]?1$|press(?:ure|ion)?[\s_-]?1$/i, 0.6],
  ['p_A', 'pressure', /(?:^|[^a-z])p(?:s|r)?[\s_-]?0*[2-9]$/i, 0.4],
  ['p_B', 'pressure', /(?:^|[^a-z])p(?:s|r)?[\s_-]?0*[2-9]$/i, 0.35],
  ['p_R', 'pressure', /(?:^|[^a-z])p(?:s|r)?[\s_-]?0*[2-9]$/i, 0.35],
  ['Q_C', 'flow', /\bcase\b|leck|drain|fuite/i, 0.9],
  ['Q_cool', 'flow', /cool|k(?:ü|ue)hl|refroid/i, 0.9],
  ['Q_R', 'flow', /return|r(?:ü|ue)cklauf|retour/i, 0.9],
  ['Q_A', 'flow', /cylinder|zyl(?:inder)?\b|v[ée]rin|actuator|verbraucher/i, 0.85],
  ['Q_P', 'flow', /pump|pompe|volumenstrom|f(?:ö|oe)rderstrom|delivery|d[ée]bit|vorlauf|supply/i, 0.85],
  ['Q_P', 'flow', /(?:^|[^a-z])(?:q|f|fs)[\s_-]?0*1$|durchfluss$|\bflow\b/i, 0.6],
  ['Q_A', 'flow', /(?:^|[^a-z])(?:q|f|fs)[\s_-]?0*[1-9]$/i, 0.4],
  ['Q_cool', 'flow', /(?:^|[^a-z])(?:q|f|fs)[\s_-]?0*[2-9]$/i, 0.4],
  ['T_ci', 'temperature', /cooler.?in|k(?:ü|ue)hler.?ein|vor k(?:ü|ue)hler|entr[ée]e refroid/i, 0.9],
  ['T_co', 'temperature', /cooler.?out|k(?:ü|ue)hler.?aus|nach k(?:ü|ue)hler|sortie refroid/i, 0.9],
  ['T_wi', 'temperature', /water.?in|wasser.?ein|entr[ée]e d.eau/i, 0.9],
  ['T_wo', 'temperature', /water.?out|wasser.?aus|sortie d.eau/i, 0.9],
  ['T_C', 'temperature', /\bcase\b|leck|drain|geh(?:ä|ae)use/i, 0.9],
  ['T_amb', 'temperature', /ambient|umgebung|ambiant|raum|\broom\b|air temp/i, 0.9],
  ['T_P', 'temperature', /pump|pompe|vorlauf|supply/i, 0.8],
  ['T_T', 'temperature', /tank|reservoir|oil|(?:^|[^a-z])(?:ö|oe)l|return|r(?:ü|ue)cklauf|r[ée]servoir|huile|b(?:â|a)che|retour/i, 0.85],
  ['T_T', 'temperature', /(?:^|[^a-z])t(?:s)?[\s_-]?0*1$|^temp(?:eratur|erature|[ée]rature)?$/i, 0.6],
  ['T_P', 'temperature', /(?:^|[^a-z])t(?:s)?[\s_-]?0*[1-9]$/i, 0.4],
  ['T_ci', 'temperature', /(?:^|[^a-z])t(?:s)?[\s_-]?0*[2-9]$/i, 0.35],
  ['P_el', 'power', /motor|moteur|(?<!k(?:ü|ue)hl)leistung|puissance(?! (?:de )?refroid)|electric|elektr|\bep?s\b/i, 0.85],
  ['I_el', 'current', /motor|moteur/i, 0.85],
  ['i_sol', 'current', /solenoid|magnet|ventil|valve|[ée]lectrovanne/i, 0.85],
  ['n', 'speed', /speed|drehzahl|vitesse|(?:^|[^a-z])n(?:$|[^a-z])/i, 0.85],
  ['v_rms', 'vibration', /vib|schwing|\bvs\d?\b/i, 0.9],
  ['v', 'vibration', /speed|geschwindigkeit|vitesse|velocity/i, 0.8],
  ['x', 'length', /stroke|hub\b|position|weg\b|course/i, 0.8],
  ['L', 'length', /level|f(?:ü|ue)llstand|niveau/i, 0.9],
  ['L', 'ratio', /level|f(?:ü|ue)llstand|niveau/i, 0.9],
  ['alpha', 'ratio', /swash|schwenk|displacement/i, 0.85],
  ['phi_w', 'ratio', /water sat|s(?:ä|ae)ttigung|feuchte|saturation/i, 0.85],
  ['F', 'force', /force|kraft|effort/i, 0.8],
  ['M', 'torque', /torque|drehmoment|couple/i, 0.85],
];

export const signalRules: readonly SignalRule[] = rows.map(([signal, quantity, name, weight]) => ({ signal, quantity, name, weight }));

/** Signal ids with the quantity each has: a name that carries one says itself what it is. */
export const signalQuantities: Readonly<Record<string, string>> = {
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
  v: 'vibration',
  v_rms: 'vibration',
  a_hf: 'acceleration',
  y_sp: 'ratio',
  alpha: 'ratio',
  phi_w: 'ratio',
  L: 'ratio',
  F: 'force',
};

/** Without a fixed quantity: a command may be volts or percent. */
export const signalsOfAnyQuantity: ReadonlySet<string> = new Set(['u_cmd', 'i_sol']);

/** What a signal never leaves in a sound machine, in canonical units: a value beyond speaks against it. [K, hydraulics.md C1] */
export const plausibleRanges: Readonly<Record<string, readonly [low: number, high: number]>> = {
  p_S: [-1, 5],
  p_C: [-1, 16],
  p_R: [-1, 60],
  p_P: [-1, 700],
  dp_F: [-1, 40],
  T_T: [-40, 110],
  T_P: [-40, 130],
  T_amb: [-50, 70],
  Q_C: [-1, 80],
  L: [0, 3000],
  phi_w: [0, 100],
};

const words: readonly (readonly [string, RegExp])[] = [
  ['pressure', /druck|pressure|pression|\bpress\b|\bp[\s_-]?\d+\b|(?:^|[^a-z])ps\d/i],
  ['flow', /durchfluss|volumenstrom|\bflow|d[ée]bit|(?:^|[^a-z])(?:q|fs)[\s_-]?\d+\b/i],
  ['temperature', /temp|(?:^|[^a-z])ts?[\s_-]?\d+\b/i],
  ['speed', /drehzahl|\brpm\b/i],
  ['power', /leistung|puissance|\bpower\b/i],
  ['vibration', /schwing|vibr/i],
];

/** The quantity that the words of a name stand for, where no unit says it; null: none or several. */
export function quantityOfName(name: string): string | null {
  const found = words.filter(([, pattern]) => pattern.test(name)).map(([quantity]) => quantity);
  return found.length === 1 ? found[0]! : null;
}
