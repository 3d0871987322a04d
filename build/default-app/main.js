// Stands in for Electron's default application, which the registry's runtime lacks: `electron <folder> [arguments]`.
const { app } = require('electron')
const { readFileSync } = require('node:fs')
const { join, resolve } = require('node:path')

const index = process.argv.findIndex((argument, position) => position > 0 && !argument.startsWith('-'))
if (index < 0) {
  console.error('usage: electron <application folder>')
  process.exit(1)
}
const folder = resolve(process.argv[index])
const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
app.setName(description.name)
app.setVersion(description.version)
app.setAppPath(folder)
app.setPath('userData', app.commandLine.getSwitchValue('user-data-dir') || join(app.getPath('appData'), description.name))
process.argv.splice(index, 1, folder)
require('node:module')._load(join(folder, description.main), null, true)
