/** Asynchronous motor as on its name plate. */
export interface Motor {
  readonly name: string;
  readonly ratedPowerKw: number;
  readonly ratedSpeedRpm: number;
  readonly synchronousSpeedRpm: number;
  /** Efficiency at rated load (0..1), IEC 60034-30-1 class. */
  readonly ratedEfficiency: number;
}

/** Share of the rated losses that does not depend on load (iron, fan, bearings). */
const constantLossShare = 0.35;

export function ratedTorque(motor: Motor): number {
  return (motor.ratedPowerKw * 1000) / ((motor.ratedSpeedRpm * 2 * Math.PI) / 60);
}

/** Speed [rpm] at a torque [Nm]: slip proportional to torque below break-down; `slipFactor` > 1 for a weak supply or rotor. */
export function motorSpeed(motor: Motor, torqueNm: number, slipFactor = 1): number {
  const slip = (1 - motor.ratedSpeedRpm / motor.synchronousSpeedRpm) * (torqueNm / ratedTorque(motor)) * slipFactor;
  return motor.synchronousSpeedRpm * (1 - Math.min(slip, 0.3));
}

/** Losses [kW] at a torque [Nm]: a constant part and copper losses with the square of the load. */
export function motorLoss(motor: Motor, torqueNm: number, copperFactor = 1): number {
  const rated = motor.ratedPowerKw * (1 / motor.ratedEfficiency - 1);
  const load = torqueNm / ratedTorque(motor);
  return rated * (constantLossShare + (1 - constantLossShare) * load * load * copperFactor);
}
