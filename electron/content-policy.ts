/**
 * What the page may load: its own files and nothing else, no inline script, no eval, no frames (trust.md A.3, 7).
 * Inline styles stay allowed because the component library (Mantine) writes its theme into a style element.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), usb=(), serial=(), hid=(), bluetooth=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
