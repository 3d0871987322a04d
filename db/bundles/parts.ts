// Divides what is to be sent into chunks and the chunks into parts of at most a given size. A part is a whole bundle of its own: it
// opens without the others, and has events of its own, by which a receipt shows that it arrived. Sizes are estimated before anything is
// written, since each part names the number of all; a part that grows beyond its bound is for the caller to notice.
import { sql } from 'kysely'
import type { Db } from '../event.ts'
import { blobChunkBytes, eventChunkBytes } from '../sync/bundle/manifest.ts'
import type { BlobPiece, Contents, EventRange } from './contents.ts'

export interface PlannedChunk extends EventRange {
  /** About the bytes of its lines. */
  readonly bytes: number
}

export interface PlannedPart {
  readonly events: readonly PlannedChunk[]
  readonly blobs: readonly BlobPiece[]
  /** About its size as a file. */
  readonly bytes: number
}

export interface Plan {
  readonly parts: readonly PlannedPart[]
  /** Scans larger than a part: they need a larger one. */
  readonly tooLarge: number
}

/** Bytes of a line beside its payload, and how much the payload grows by being quoted. */
const lineBytes = 560
const quoted = 1.2
/** Of a chunk beside its content: age's header, its lines in the index and twice in the manifest, the codes of its cases. */
const chunkOverhead = 16_384
const blobOverhead = 2_048
const partOverhead = 65_536
/** A manifest names each chunk with the codes of its cases, and must stay readable in one piece. */
const mostEventChunks = 1_000
const rowsAtOnce = 20_000

/** Ranges cut where a chunk is full. Reads only lengths. @param onRead number of events read so far; may throw to cancel. */
export async function cutChunks(
  db: Db,
  ranges: readonly EventRange[],
  onRead: (events: number) => void = () => {},
): Promise<PlannedChunk[]> {
  const chunks: PlannedChunk[] = []
  let read = 0
  for (const { device, from, to } of ranges) {
    let open: PlannedChunk | undefined
    for (let after = from - 1; after < to; ) {
      const rows = await db
        .selectFrom('event')
        .select(['seq', sql<number>`octet_length(payload)`.as('bytes')])
        .where('device', '=', device)
        .where('seq', '>', after)
        .where('seq', '<=', to)
        .orderBy('seq')
        .limit(rowsAtOnce)
        .execute()
      for (const { seq, bytes: payload } of rows) {
        const bytes = Math.ceil(lineBytes + payload * quoted)
        if (open && open.bytes + bytes > eventChunkBytes) {
          chunks.push(open)
          open = undefined
        }
        open = { device, from: open?.from ?? seq, to: seq, bytes: (open?.bytes ?? 0) + bytes }
      }
      read += rows.length
      onRead(read)
      after = rows.at(-1)?.seq ?? to
    }
    if (open) chunks.push(open)
  }
  return chunks
}

/**
 * @param mostBytes of a part.
 * @param zipped what is expected to be left of the events' bytes, 0…1.
 */
export function planParts(chunks: readonly PlannedChunk[], blobs: Contents['blobs'], mostBytes: number, zipped: number): Plan {
  const parts: Array<{ events: PlannedChunk[]; blobs: BlobPiece[]; bytes: number }> = []
  let [part, tooLarge] = [{ events: [] as PlannedChunk[], blobs: [] as BlobPiece[], bytes: partOverhead }, 0]
  const close = () => {
    if (part.events.length + part.blobs.length > 0) parts.push(part)
    part = { events: [], blobs: [], bytes: partOverhead }
  }
  for (const chunk of chunks) {
    const bytes = chunk.bytes * zipped + chunkOverhead
    if (part.bytes + bytes > mostBytes || part.events.length >= mostEventChunks) close()
    part.events.push(chunk)
    part.bytes += bytes
  }
  for (const blob of blobs) {
    const bytes = blob.sizeBytes + Math.ceil(blob.sizeBytes / blobChunkBytes) * blobOverhead
    if (partOverhead + chunkOverhead + bytes > mostBytes) {
      tooLarge += 1
      continue
    }
    // Room for the event that is handed on to a part of scans.
    if (part.bytes + bytes + chunkOverhead > mostBytes) close()
    part.blobs.push(blob)
    part.bytes += bytes
  }
  close()
  return { parts: shareEvents(parts), tooLarge }
}

/** Hands the last events on to the parts that would have none, one to each. */
function shareEvents(parts: ReadonlyArray<PlannedPart & { events: PlannedChunk[] }>): PlannedPart[] {
  const [last, ...bare] = parts.slice(
    Math.max(
      0,
      parts.findLastIndex(({ events }) => events.length > 0),
    ),
  )
  const chunk = last?.events.at(-1)
  if (!last || !chunk || bare.length === 0) return [...parts]
  const shared = Math.min(bare.length, chunk.to - chunk.from)
  if (shared === 0) return [...parts]
  const { device, bytes } = chunk
  const one = bytes / (chunk.to - chunk.from + 1)
  last.events[last.events.length - 1] = { ...chunk, to: chunk.to - shared, bytes: bytes - one * shared }
  for (let index = 0; index < shared; index += 1) {
    const seq = chunk.to - shared + 1 + index
    bare[index]?.events.push({ device, from: seq, to: seq, bytes: one })
  }
  return [...parts]
}
