import type { ChannelRecipe, ReportedChannel } from '../import.types.ts';

/** Numbers that loggers write for "no value" without saying so: fill values, ends of 16- and 32-bit integers, overrange of LabVIEW and SCPI. */
const codes = [
  -9999, -999, -99, -99.99, -999.9, -999.99, 999.9, 9999, 99_999, 999_999, -99_999, -32_768, 32_767, 65_535, -2_147_483_648, 2_147_483_647,
  4_294_967_295, 9.9e37, -9.9e37, 9.91e37, 1e30, -1e30, 1e38, 3.4028235e38, -3.4028235e38, 3.4e38,
] as const;

/**
 * Sentences about extremes that look like a code for "no value" which the file does not declare. The values stay: a person decides. */
export function doubtfulValues(recipes: readonly ChannelRecipe[], channels: readonly ReportedChannel[]): string[] {
  return channels.flatMap(({ name, min, max, mean }, i) => {
    const { factor, offset } = recipes[i]!;
    if (min === null || max === null || mean === null) return [];
    const found = [min, max].flatMap((value) => {
      const written = (value - offset) / factor;
      const code = codes.find((candidate) => Math.abs(written - candidate) <= 1e-9 * Math.abs(candidate));
      return code === undefined || (min === max && Math.abs(code) < 1e4) ? [] : [code];
    });
    return [...new Set(found)].map(
      (code) =>
        `"${name}" holds the number ${code}, which many loggers write for "no value". The file does not declare it, so it was kept: check it before you trust minimum, maximum and mean.`,
    );
  });
}
