// `npm run icons`: draws resources/icons/*.svg in Chromium and writes the files that the systems want: icon.png (Linux), icon.ico
// (Windows), icon.icns (macOS). Run by hand after the drawing has changed; the made files are committed.
const { readFileSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { app, BrowserWindow } = require('electron')

const folder = join(__dirname, '..', '..', 'resources', 'icons')
/** Below this many pixels the strokes of the large drawing blur into each other. */
const smallUpTo = 20
const icoSizes = [16, 20, 24, 32, 40, 48, 64, 128, 256]
/** Kind of an entry by its size in pixels, as Apple's iconutil names them; 16@2x is the smallest that holds a PNG. */
const icnsKinds = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 }
/** Apple's grid leaves a margin around an icon: 824 of 1024 pixels. */
const appleShare = 824 / 1024

app
  .whenReady()
  .then(drawAll)
  .catch((error) => {
    console.error(error)
    app.exit(1)
  })

async function drawAll() {
  const window = new BrowserWindow({ show: false })
  await window.loadURL('data:text/html,<canvas></canvas>')
  const drawing = (name) => `data:image/svg+xml;base64,${readFileSync(join(folder, name)).toString('base64')}`

  /** @returns {Promise<{png: Buffer, pixels: Buffer}>} pixels are RGBA, row after row */
  async function draw(size, share = 1) {
    const source = drawing(size <= smallUpTo ? 'icon-small.svg' : 'icon.svg')
    const { url, data } = await window.webContents.executeJavaScript(`(async () => {
      const image = new Image()
      await new Promise((done, failed) => {
        image.onload = done
        image.onerror = failed
        image.src = ${JSON.stringify(source)}
      })
      const canvas = document.querySelector('canvas')
      canvas.width = canvas.height = ${size}
      const context = canvas.getContext('2d')
      const edge = ${size * share}
      context.drawImage(image, (${size} - edge) / 2, (${size} - edge) / 2, edge, edge)
      return { url: canvas.toDataURL('image/png'), data: [...context.getImageData(0, 0, ${size}, ${size}).data] }
    })()`)
    return { png: Buffer.from(url.split(',')[1], 'base64'), pixels: Buffer.from(data) }
  }

  writeFileSync(join(folder, 'icon.png'), (await draw(512)).png)
  const ico = []
  for (const size of icoSizes) ico.push([size, await draw(size)])
  writeFileSync(join(folder, 'icon.ico'), toIco(ico))
  const icns = []
  for (const [kind, size] of Object.entries(icnsKinds)) icns.push([kind, (await draw(size, appleShare)).png])
  writeFileSync(join(folder, 'icon.icns'), toIcns(icns))
  app.exit(0)
}

/** 256 pixels as PNG, the smaller ones as bitmaps, which every tool that reads an .ico understands. */
function toIco(entries) {
  const images = entries.map(([size, { png, pixels }]) => (size === 256 ? png : toBitmap(size, pixels)))
  const header = Buffer.alloc(6 + 16 * entries.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(entries.length, 4)
  let offset = header.length
  for (const [index, [size]] of entries.entries()) {
    const at = 6 + 16 * index
    header.writeUInt8(size % 256, at)
    header.writeUInt8(size % 256, at + 1)
    header.writeUInt16LE(1, at + 4)
    header.writeUInt16LE(32, at + 6)
    header.writeUInt32LE(images[index].length, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += images[index].length
  }
  return Buffer.concat([header, ...images])
}

/** A device-independent bitmap as an icon holds it: twice the height, rows from below, BGRA, then an empty mask. */
function toBitmap(size, pixels) {
  const header = Buffer.alloc(40)
  header.writeUInt32LE(40, 0)
  header.writeInt32LE(size, 4)
  header.writeInt32LE(size * 2, 8)
  header.writeUInt16LE(1, 12)
  header.writeUInt16LE(32, 14)
  const rows = []
  for (let y = size - 1; y >= 0; y -= 1) rows.push(pixels.subarray(y * size * 4, (y + 1) * size * 4))
  const body = Buffer.concat(rows)
  for (let at = 0; at < body.length; at += 4) [body[at], body[at + 2]] = [body[at + 2], body[at]]
  const mask = Buffer.alloc(Math.ceil(size / 32) * 4 * size)
  return Buffer.concat([header, body, mask])
}

function toIcns(entries) {
  const blocks = entries.map(([kind, png]) => {
    const head = Buffer.alloc(8)
    head.write(kind, 'ascii')
    head.writeUInt32BE(png.length + 8, 4)
    return Buffer.concat([head, png])
  })
  const head = Buffer.alloc(8)
  head.write('icns', 'ascii')
  head.writeUInt32BE(8 + blocks.reduce((sum, block) => sum + block.length, 0), 4)
  return Buffer.concat([head, ...blocks])
}
