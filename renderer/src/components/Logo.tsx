import logo from './sightglass.svg';

/** Decorative: the name stands beside it. */
export function Logo({ size }: { size: number }) {
  return <img src={logo} alt="" width={size} height={size} />;
}
