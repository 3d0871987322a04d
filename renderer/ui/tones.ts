// The four tones of a message, each with its picture.
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'

export type Tone = 'info' | 'success' | 'warn' | 'error'

export const TONE_ICONS = { info: Info, success: CircleCheck, warn: TriangleAlert, error: CircleAlert } as const
