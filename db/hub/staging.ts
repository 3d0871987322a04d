// What was read out of a bundle and found sound, until all of it was: in the memory as long as it is little, else in a file of the data
// folder that has no name any more once it is open (where the system allows it), so that a kill leaves nothing of it.
import { randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { StoredEvent } from '../model/events.ts'
import { yearOfCase, yearOfEvent } from './judged.ts'
import { stagingFolder } from './store.ts'

/** Bytes of events that are kept in the memory. */
const memoryBytes = 32 * 1_048_576

/** Events of one device, of one chunk, in order. */
export interface StagedPart {
  readonly device: string
  readonly from: number
  readonly to: number
  readonly read: () => StoredEvent[]
}

export class Staging {
  readonly parts: StagedPart[] = []
  /** Under which their events and cases lie. */
  readonly years = new Set<number>()
  readonly #folder: string
  #inMemory = 0
  #file: { name: string; descriptor: number; size: number } | undefined

  constructor(folder: string) {
    this.#folder = stagingFolder(folder)
  }

  /** @param bytes that the events took in their chunk. */
  add(events: readonly StoredEvent[], bytes: number): void {
    const [first, last] = [events[0], events.at(-1)]
    if (!first || !last) return
    for (const event of events) {
      this.years.add(yearOfEvent(event))
      if (event.entity === 'case') this.years.add(yearOfCase(event.entity_id))
    }
    const range = { device: first.device, from: first.seq, to: last.seq }
    if (this.#inMemory + bytes <= memoryBytes) {
      this.#inMemory += bytes
      this.parts.push({ ...range, read: () => [...events] })
      return
    }
    const file = this.#openFile()
    const content = serialize(events)
    const at = file.size
    writeSync(file.descriptor, content, 0, content.length, at)
    file.size += content.length
    this.parts.push({
      ...range,
      read: () => {
        const buffer = Buffer.allocUnsafe(content.length)
        readSync(file.descriptor, buffer, 0, buffer.length, at)
        return deserialize(buffer) as StoredEvent[]
      },
    })
  }

  #openFile() {
    if (this.#file) return this.#file
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    const name = join(this.#folder, `${randomUUID()}.part`)
    this.#file = { name, descriptor: openSync(name, 'wx+', 0o600), size: 0 }
    if (process.platform !== 'win32') rmSync(name)
    return this.#file
  }

  close(): void {
    if (!this.#file) return
    closeSync(this.#file.descriptor)
    rmSync(this.#file.name, { force: true })
    this.#file = undefined
  }
}
