/** Where the energy went, each entry [kJ] since the last reset. `shaft` = `load` + all heats + `stored`, up to the step error. */
export interface Ledger {
  seconds: number;
  electrical: number;
  motorLoss: number;
  shaft: number;
  /** Work against the process force. */
  load: number;
  pumpHeat: number;
  reliefHeat: number;
  /** Directional valve, check valve, bleed and piston seal. */
  throttleHeat: number;
  frictionHeat: number;
  /** Compressed oil, moving mass and gas (gas: work put in, some of it leaves as heat through the wall). */
  stored: number;
  /** Heat added to the oil, and where it went. */
  oilHeat: number;
  coolerHeat: number;
  wallHeat: number;
  /** Volumes [l]: delivered by the pump, taken by the cylinder, and all that went elsewhere. */
  delivered: number;
  consumed: number;
  bypassed: number;
}

export function emptyLedger(): Ledger {
  return {
    seconds: 0,
    electrical: 0,
    motorLoss: 0,
    shaft: 0,
    load: 0,
    pumpHeat: 0,
    reliefHeat: 0,
    throttleHeat: 0,
    frictionHeat: 0,
    stored: 0,
    oilHeat: 0,
    coolerHeat: 0,
    wallHeat: 0,
    delivered: 0,
    consumed: 0,
    bypassed: 0,
  };
}
