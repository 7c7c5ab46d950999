#!/usr/bin/env node
/**
 * Stands in for Prisma's native schema engine, which is not an npm package: the same engine as WebAssembly, with the
 * same JSON-RPC over standard input and output. prisma.config.ts points the Prisma command line here.
 *
 * The protocol is not documented. The packages are pinned, and schema-engine.test.ts runs what must work and what must fail.
 */
import { readFileSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum, bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { parseIntoClientConfig } from 'pg-connection-string'

const { values: options, positionals: commands } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    datamodels: { type: 'string', multiple: true },
    datasource: { type: 'string' },
    version: { type: 'boolean' },
  },
})
const datasource = JSON.parse(options.datasource ?? '{}')
const url = datasource.directUrl || datasource.url

// What adapter-pg does not know of the system catalogues: "char", of which the engine wants one character, and others that read as text.
const CHAR = 18
const CATALOG_TYPES = new Set([CHAR, 22, 24, 30, 194, 1034, 2202, 2205, 2206])
const TEXT = 25
/** Positions of the "char" columns, by the rows they came with. */
const charColumns = new WeakMap()
/** The engine says here why it panicked, right before it does. */
const panic = (globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  message: '',
  set_message: (message) => void (panic.message = message),
})

class CatalogClient extends pg.Client {
  query(...args) {
    const callback = args.at(-1)
    if (typeof callback === 'function')
      args[args.length - 1] = (error, result) => callback(error, result && asText(result))
    const pending = super.query(...args)
    return typeof pending?.then === 'function' ? pending.then(asText) : pending
  }
}
function asText(results) {
  for (const { fields = [], rows = [] } of [results].flat()) {
    charColumns.set(
      rows,
      [...fields.keys()].filter((i) => fields[i].dataTypeID === CHAR),
    )
    for (const field of fields) if (CATALOG_TYPES.has(field.dataTypeID)) field.dataTypeID = TEXT
  }
  return results
}
class CatalogPg extends PrismaPg {
  async connect() {
    const connection = await super.connect()
    const queryRaw = connection.queryRaw.bind(connection)
    connection.queryRaw = async (query) => {
      const result = await queryRaw(query)
      for (const i of charColumns.get(result.rows) ?? []) result.columnTypes[i] = ColumnTypeEnum.Character
      return result
    }
    // Its own way cuts a script at every semicolon, also within a function's body.
    connection.executeScript = (script) =>
      connection
        .underlyingDriver()
        .query(script)
        .then(
          () => undefined,
          (error) => connection.onError(error),
        )
    return connection
  }
}

if (options.version) console.log('schema-engine-wasm')
else if (commands[0] === 'cli') await runCommand(commands[1])
else serve()

/** `schema-engine cli can-connect-to-database | create-database` */
async function runCommand(command) {
  try {
    if (command === 'can-connect-to-database') await (await connect(url)).end()
    else if (command === 'create-database') await createDatabase()
    else fail('P1000', `unknown command ${command}`)
  } catch (error) {
    fail(error.code === '3D000' ? 'P1003' : 'P1001', error.message || error.code)
  }
}

/** The command line drops the first line of standard error and reads every other one as JSON. */
function fail(error_code, message) {
  const line = {
    level: 'ERROR',
    target: 'schema_engine::logger',
    fields: { is_panic: false, error_code, message },
    timestamp: new Date(),
  }
  writeSync(2, `schema-engine\n${JSON.stringify(line)}\n`)
  process.exit(1)
}

async function connect(connectionString) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 })
  await client.connect()
  return client
}

async function createDatabase() {
  const server = new URL(url)
  const name = decodeURIComponent(server.pathname.slice(1))
  server.pathname = '/postgres'
  const client = await connect(server.href)
  await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`)
  await client.end()
}

/** Answers one request per line, in order. */
function serve() {
  const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  let engine
  let last = Promise.resolve()
  const answer = async ({ id, method, params }) => {
    try {
      engine ??= await startEngine()
      const result = await call(engine, method, params)
      if (method === 'diff' && result?.stdout)
        send({ id: 900_000 + id, method: 'print', params: { content: result.stdout } })
      send({ id, result: result ?? null })
    } catch (error) {
      const message = panic.message || error?.message || String(error)
      const data = { is_panic: false, message, meta: null, error_code: error?.code ?? null }
      send({ id, error: { code: 4466, message: 'An error happened. Check the data field for details.', data } })
    }
  }
  const lines = createInterface({ input: process.stdin, crlfDelay: Infinity })
  lines.on('line', (line) => {
    const request = line.trim() ? JSON.parse(line) : {}
    if (request.method) last = last.then(() => answer(request)) // anything else answers our `print`
  })
  lines.on('close', () => last.finally(() => process.exit(0)))
}

function call(engine, method, params) {
  if (method === 'createDatabase') return { databaseName: new URL(url).pathname.slice(1) }
  if (method === 'getDatabaseVersion') return engine.version(params)
  return engine[method](params)
}

async function startEngine() {
  const place = import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const glue = await import(place)
  const bytes = readFileSync(new URL('./schema_engine_bg.wasm', place))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  const datamodels = options.datamodels?.map((file) => [file, readFileSync(file, 'utf8')])
  const debug = (line) => process.env.DEBUG && console.error(line)
  return glue.SchemaEngine.new({ datamodels }, debug, bindMigrationAwareSqlAdapterFactory(adapter()))
}

function adapter() {
  const main = url ? open(url) : new CatalogPg({ Client: CatalogClient })
  main.connectToShadowDb = () =>
    datasource.shadowDatabaseUrl ? givenShadow(datasource.shadowDatabaseUrl) : ownShadow(main)
  return main
}

/** Never by `connectionString`: in pg it wins over `database`, and shadow work would run on the real database. */
function open(address, database) {
  const { connectionString: _, ...config } = parseIntoClientConfig(address)
  return new CatalogPg({ ...config, ...(database && { database }), Client: CatalogClient, max: 5 })
}

/** adapter-pg drops its shadow database before it closes the connections to it; here it is the other way round. */
async function ownShadow(main) {
  const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`
  const admin = await main.connect()
  await admin.executeScript(`CREATE DATABASE "${name}"`)
  const shadow = await open(url, name).connect()
  const close = shadow.dispose.bind(shadow)
  shadow.dispose = async () => {
    await close()
    await admin.executeScript(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
    await admin.dispose()
  }
  return shadow
}

/** A shadow database is wiped on every use, so it must never be the real one. */
async function givenShadow(address) {
  const place = (text) =>
    (({ host, port, database }) => `${host}:${port ?? 5432}/${database}`)(parseIntoClientConfig(text))
  if (place(address) === place(url)) throw new Error('shadowDatabaseUrl must not be the main database')
  const shadow = await open(address).connect()
  await shadow.executeScript('DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public;')
  return shadow
}
