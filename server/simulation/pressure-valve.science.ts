/** Pilot-operated relief valve. */
export interface ReliefValve {
  readonly name: string;
  /** Pressure at nominal flow [bar]; it starts to open (cracks) at `crackShare` of it. */
  readonly setBar: number;
  readonly crackShare: number;
  readonly nominalFlowLmin: number;
}

/** Slope [l/min per bar] of an open relief valve: nominal flow between cracking and set pressure. */
export function reliefGradient(valve: ReliefValve, setBar: number): number {
  return valve.nominalFlowLmin / (setBar * (1 - valve.crackShare));
}

/** Check valve: opening pressure [bar] and slope [l/min per bar] once open. */
export interface CheckValve {
  readonly crackBar: number;
  readonly gradient: number;
}
