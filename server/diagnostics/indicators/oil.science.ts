/**
 * Kinematic viscosity of oil by ASTM D341 (Walther): log10(log10(nu + 0.7)) = A - B·log10(T), T in K, nu in mm²/s, from about 2 mm²/s up
 * (hydraulics.md B3). Two points fix A and B.
 */
export interface ViscosityLine {
  readonly a: number;
  readonly b: number;
}

const walther = (viscosity: number): number => Math.log10(Math.log10(viscosity + 0.7));

function viscosityLine(at40: number, at100: number): ViscosityLine {
  const low = Math.log10(313.15);
  const high = Math.log10(373.15);
  const b = (walther(at40) - walther(at100)) / (high - low);
  return { a: walther(at40) + b * low, b };
}

/** mm²/s at a temperature in °C. */
export function viscosityAt(line: ViscosityLine, temperatureC: number): number {
  return 10 ** (10 ** (line.a - line.b * Math.log10(temperatureC + 273.15))) - 0.7;
}

/** ISO 3448 grade -> typical mm²/s at 100 °C for a viscosity index of 95–105 (B3, computed: the data sheet is better). */
const typicalAt100: Readonly<Record<number, number>> = { 22: 4.3, 32: 5.4, 46: 6.8, 68: 8.7, 100: 11.2 };

/** From the data sheet's two viscosities, else from the grade ("HLP 46", "ISO VG 32"). Null: neither is known. */
export function oilLine(fluid: { viscosity40: number; viscosity100: number; grade: string }): ViscosityLine | null {
  if (fluid.viscosity40 > 0 && fluid.viscosity100 > 0) return viscosityLine(fluid.viscosity40, fluid.viscosity100);
  const grade = Number(/\d+/.exec(fluid.grade)?.[0] ?? fluid.viscosity40);
  const at100 = typicalAt100[grade];
  return at100 === undefined ? null : viscosityLine(grade, at100);
}
