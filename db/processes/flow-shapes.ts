// The flow of the steps as shapes: what the page shows and what the printed document can show. Pure data, apart from its layout (flow.ts), so
// that whoever only draws it does not carry the library of the layout along.
import { z } from 'zod'
import { stepActs } from './content.ts'

export const flowStep = z.object({
  label: z.string().max(20),
  work: z.string().max(4_000),
  unit: z.string().max(200),
  role: z.string().max(200),
  act: z.enum(stepActs),
  /** The time in the words of the reader's language. */
  time: z.string().max(300),
  returnsTo: z.string().max(20).nullable(),
  condition: z.string().max(1_000),
})
export type FlowStep = z.infer<typeof flowStep>

const point = z.object({ x: z.number(), y: z.number() })
const box = { x: z.number(), y: z.number(), width: z.number(), height: z.number() }

/** Lengths are in points; x and y are the upper left corner. */
export const flowDrawing = z.object({
  width: z.number(),
  height: z.number(),
  /** Steps that follow one another in one unit. */
  units: z.array(z.object({ ...box, name: z.string() })),
  /** One for each step, in their order: an end is rounded, a decision is a diamond. */
  nodes: z.array(
    z.object({
      ...box,
      shape: z.enum(['end', 'box', 'diamond']),
      lines: z.array(z.object({ text: z.string(), isStrong: z.boolean() })),
    }),
  ),
  edges: z.array(
    z.object({
      from: z.number(),
      to: z.number(),
      isReturn: z.boolean(),
      points: z.array(point),
      label: z.array(z.string()),
      labelAt: point.nullable(),
    }),
  ),
})
export type FlowDrawing = z.infer<typeof flowDrawing>
