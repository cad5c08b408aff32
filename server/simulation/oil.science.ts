/** Mineral oil as on its data sheet. */
export interface Oil {
  readonly name: string;
  /** Kinematic viscosity at 40 °C and 100 °C [mm²/s] (ISO 3448 grade and viscosity index). */
  readonly nu40: number;
  readonly nu100: number;
  /** Density at 15 °C [kg/m³]. */
  readonly density15: number;
  /** Specific heat [kJ/(kg K)]. */
  readonly specificHeat: number;
  /** Bulk modulus of gas-free oil, isentropic [bar]. */
  readonly bulkModulus: number;
}

const kelvin = 273.15;
/** Thermal expansion of mineral oil, 7e-4 per K. */
const expansion = 7e-4;
export const atmosphereBar = 1.013;

const walther = (nu: number): number => Math.log10(Math.log10(nu + 0.7));

/** The two constants of ASTM D341 (Walther/MacCoull): log10 log10(nu + 0.7) = a - b log10 T[K]. */
export function waltherConstants(oil: Oil): { readonly a: number; readonly b: number } {
  const t40 = Math.log10(40 + kelvin);
  const t100 = Math.log10(100 + kelvin);
  const b = (walther(oil.nu40) - walther(oil.nu100)) / (t100 - t40);
  return { a: walther(oil.nu40) + b * t40, b };
}

/** Kinematic viscosity [mm²/s] at a temperature [°C], ASTM D341. */
export function kinematicViscosity(oil: Oil, temperatureC: number): number {
  const { a, b } = waltherConstants(oil);
  return 10 ** (10 ** (a - b * Math.log10(temperatureC + kelvin))) - 0.7;
}

/** Density [kg/m³] at a temperature [°C]. */
export function density(oil: Oil, temperatureC: number): number {
  return oil.density15 * (1 - expansion * (temperatureC - 15));
}

/** Dynamic viscosity [mPa s] at a temperature [°C]. */
export function dynamicViscosity(oil: Oil, temperatureC: number): number {
  return (kinematicViscosity(oil, temperatureC) * density(oil, temperatureC)) / 1000;
}

/** Heat that one l/min of oil carries per kelvin [kW/K]. */
export function heatCapacityRate(oil: Oil, temperatureC: number): number {
  return (density(oil, temperatureC) * oil.specificHeat) / 60000;
}

/**
 * Bulk modulus [bar] of oil with free air at a gauge pressure [bar]; `freeAir` is the volume share at atmospheric pressure.
 * Oil and gas compress in series; the gas adiabatically (Wylie/Merritt mixture law).
 */
export function effectiveBulkModulus(oil: Oil, pressureBar: number, freeAir: number): number {
  const absolute = Math.max(pressureBar + atmosphereBar, 0.05);
  const gasShare = freeAir * (atmosphereBar / absolute) ** (1 / 1.4);
  return 1 / (1 / oil.bulkModulus + gasShare / (1.4 * absolute));
}
