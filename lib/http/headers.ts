type Page = { nonce: string; host: string; secure: boolean; development: boolean }

/**
 * What a page may load and run: our own files, and inline scripts that carry this request's nonce.
 * In development React evaluates code and styles are written into the page, so there both are let through.
 */
export function pagePolicy({ nonce, host, secure, development }: Page): string {
  const socket = `${secure ? 'wss' : 'ws'}://${host}` // not every browser counts sockets as 'self'
  return [
    `default-src 'none'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? ` 'unsafe-eval'` : ''}`,
    development ? `style-src 'self' 'unsafe-inline'` : `style-src 'self' 'nonce-${nonce}'`,
    `style-src-attr 'unsafe-inline'`, // Radix hides the inputs behind its controls by a style attribute
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'${/^[\w.:[\]-]+$/.test(host) ? ` ${socket}` : ''}`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
    `object-src 'none'`,
    `manifest-src 'self'`,
  ].join('; ')
}

/** Nothing that the API answers is a page; a browser that is made to show it as one may load nothing. */
export const API_POLICY = `default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`

const OFF = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
]

/** On every answer. */
export const alwaysHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': OFF.map((feature) => `${feature}=()`).join(', '),
}
/** Once somebody has come by https, browsers keep to it for a year. */
export const httpsHeaders: Readonly<Record<string, string>> = { 'Strict-Transport-Security': 'max-age=31536000' }
