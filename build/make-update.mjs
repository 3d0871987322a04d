// Makes a signed update file out of a packaged program folder, and makes key pairs for signing.
//
//   node build/make-update.mjs key <private.pem>        writes a new private key, prints the public one for resources/update/keys.json
//   node build/make-update.mjs <program folder> <file.mcupdate> --platform win32 --arch x64
//        [--key private.pem] [--oldest 0.1.0] [--notes-vi notes.vi.txt] [--notes-en notes.en.txt]
//
// The private key comes from --key or, in the release workflow, as PEM text in MOTCUA_UPDATE_KEY; it never lies in the tree.
// electron/update/manifest.ts says what the file looks like and reads it.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import {
  closeSync,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { createGzip } from 'node:zlib'
import { extractFile } from '@electron/asar'

const formatLine = 'motcua-update 1\n'
/** On Linux the sandbox helper belongs to root and stays with the installed program. */
const leftOut = new Set(['chrome-sandbox'])

/** Every file and link below the folder, by `/`-separated path. */
function entriesBelow(folder, prefix = '') {
  return readdirSync(join(folder, prefix), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = prefix + entry.name
      if (leftOut.has(path)) return []
      return entry.isDirectory() ? entriesBelow(folder, `${path}/`) : [path]
    })
}

/** What is started, and the archive that holds the program's own description. */
function anatomyOf(folder, platform) {
  if (platform === 'win32') return { executable: 'motcua.exe', archive: 'resources/app.asar' }
  if (platform === 'linux') return { executable: 'motcua', archive: 'resources/app.asar' }
  const bundle = readdirSync(folder).find((name) => name.endsWith('.app'))
  if (!bundle) throw new Error(`${folder} holds no .app`)
  const [program] = readdirSync(join(folder, bundle, 'Contents', 'MacOS'))
  return { executable: `${bundle}/Contents/MacOS/${program}`, archive: `${bundle}/Contents/Resources/app.asar` }
}

/** Writes the files' bytes, one after another, through gzip; returns the payload's sha256 and size. */
async function writePayload(folder, files, target) {
  const hash = createHash('sha256')
  let size = 0
  const output = await open(target, 'w')
  try {
    const gzip = createGzip()
    const bytes = async function* () {
      for (const { path } of files) {
        const input = await open(join(folder, path))
        try {
          for await (const chunk of input.createReadStream({ autoClose: false, highWaterMark: 1_048_576 })) yield chunk
        } finally {
          await input.close()
        }
      }
    }
    await pipeline(bytes, gzip, async (source) => {
      for await (const chunk of source) {
        hash.update(chunk)
        size += chunk.length
        await output.write(chunk)
      }
    })
  } finally {
    await output.close()
  }
  return { sha256: hash.digest('hex'), size }
}

/** Packs and signs a program folder. */
async function makeUpdate({ folder, file, platform, arch, key, oldestVersion, notes }) {
  const { executable, archive } = anatomyOf(folder, platform)
  const { name: product, version } = JSON.parse(extractFile(join(folder, archive), 'package.json').toString('utf8'))
  const entries = entriesBelow(folder).map((path) => ({ path, stat: lstatSync(join(folder, path)) }))
  const files = entries
    .filter(({ stat }) => stat.isFile())
    .map(({ path, stat: { size, mode } }) => ({
      path,
      size,
      // Windows knows no such mark, and a program made there runs there.
      isExecutable: (mode & 0o100) !== 0 || path === executable,
    }))
  const links = entries
    .filter(({ stat }) => stat.isSymbolicLink())
    .map(({ path }) => ({ path, target: readlinkSync(join(folder, path)).replaceAll('\\', '/') }))
  const payloadFile = `${file}.payload`
  const temporary = `${file}.tmp`
  try {
    const payload = await writePayload(folder, files, payloadFile)
    const createdAt = new Date().toISOString()
    const about = { product, version, platform, arch, oldestVersion, createdAt, notes, executable }
    const manifest = { ...about, payload, files, links }
    const text = Buffer.from(JSON.stringify(manifest))
    const signature = sign(null, Buffer.concat([Buffer.from(formatLine), text]), key)
    writeFileSync(
      temporary,
      Buffer.concat([Buffer.from(`${formatLine}${signature.toString('base64')}\n`), text, Buffer.from('\n')]),
    )
    const output = openSync(temporary, 'a')
    try {
      const input = await open(payloadFile)
      for await (const chunk of input.createReadStream({ highWaterMark: 1_048_576 })) writeSync(output, chunk)
    } finally {
      closeSync(output)
    }
    renameSync(temporary, file)
    return version
  } finally {
    for (const name of [payloadFile, temporary]) rmSync(name, { force: true })
  }
}

/** Base64 of the DER form, as resources/update/keys.json and the policy name it. */
const publicText = (privateKey) => createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64')

function makeKey(file) {
  if (existsSync(file)) throw new Error(`${file} exists already`)
  const { privateKey } = generateKeyPairSync('ed25519')
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  console.log(publicText(privateKey))
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      platform: { type: 'string' },
      arch: { type: 'string' },
      key: { type: 'string' },
      oldest: { type: 'string' },
      'notes-vi': { type: 'string' },
      'notes-en': { type: 'string' },
    },
  })
  const [folder, file] = positionals
  if (!folder || !file)
    throw new Error('usage: make-update.mjs key <private.pem> | <program folder> <file> --platform … --arch …')
  if (folder === 'key') return makeKey(file)
  const pem = values.key ? readFileSync(values.key, 'utf8') : process.env.MOTCUA_UPDATE_KEY
  if (!pem || !values.platform || !values.arch)
    throw new Error('--platform, --arch and a key (--key or MOTCUA_UPDATE_KEY) are needed')
  const notesOf = (name) => (values[name] ? readFileSync(values[name], 'utf8') : '')
  const version = await makeUpdate({
    folder,
    file,
    platform: values.platform,
    arch: values.arch,
    key: createPrivateKey(pem),
    oldestVersion: values.oldest ?? '0.1.0',
    notes: { vi: notesOf('notes-vi'), en: notesOf('notes-en') },
  })
  console.log(`${file}: version ${version}, ${Math.ceil(statSync(file).size / 1_048_576)} MB`)
}

await main().catch((error) => {
  console.error(`make-update: ${error.message}`)
  process.exit(1)
})
