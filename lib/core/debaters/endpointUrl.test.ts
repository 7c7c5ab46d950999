import { expect, test } from 'vitest'
import { endpointUrl, sameServer, type UrlRefusal } from './endpointUrl'

test.each([
  ['https://api.openai.com/v1/', 'https://api.openai.com/v1'],
  [' http://localhost:11434/v1', 'http://localhost:11434/v1'],
  ['http://0x7f.1:8000/v1//', 'http://127.0.0.1:8000/v1'],
  ['http://[::1]:8080', 'http://[::1]:8080'],
  ['http://192.168.1.20:8000/v1', 'http://192.168.1.20:8000/v1'],
  ['http://ollama:11434/v1', 'http://ollama:11434/v1'],
  ['http://gpu.lan/v1', 'http://gpu.lan/v1'],
])('takes %s', (given, kept) => {
  expect(endpointUrl(given)).toEqual({ ok: true, value: kept })
})

test.each<[string, UrlRefusal]>([
  ['api.openai.com/v1', 'not-a-web-address'],
  ['ftp://localhost/v1', 'not-a-web-address'],
  ['file:///etc/passwd', 'not-a-web-address'],
  ['https://user:word@api.example/v1', 'url-with-secrets'],
  ['https://api.example/v1?key=abc', 'url-with-secrets'],
  ['http://api.example/v1', 'http-to-the-internet'],
  ['http://127.0.0.1.example.com/v1', 'http-to-the-internet'],
  ['http://8.8.8.8/v1', 'http-to-the-internet'],
  ['http://172.32.0.1/v1', 'http-to-the-internet'],
  ['http://169.254.169.254/latest', 'metadata-address'],
  ['https://2852039166/', 'metadata-address'],
  ['http://[::ffff:169.254.169.254]/', 'metadata-address'],
  ['http://[fe80::1]/', 'metadata-address'],
  ['http://metadata.google.internal/', 'metadata-address'],
  ['http://0.0.0.0:8000/', 'metadata-address'],
])('refuses %s: %s', (given, refusal) => {
  expect(endpointUrl(given)).toEqual({ ok: false, error: refusal })
})

test('a server is its scheme, host and port', () => {
  expect(sameServer('https://a.example/v1', 'https://a.example/openai')).toBe(true)
  expect(sameServer('https://a.example/v1', 'https://a.example:444/v1')).toBe(false)
})
