// What a clerk does every day and should not choose again: channel and book. Remembered with the office's own book, so that a new
// book of the office (a new year) wins over yesterday's choice.
import { z } from 'zod'
import { channels } from '../../../../electron/api/cases.ts'
import type { OfficeSettings } from '../../../../electron/api/people.ts'
import type { Habits, IntakeValues } from './values.ts'

/** Key of the preference. */
export const habitsKey = 'intake.habits'

const remembered = z.object({ channel: z.enum(channels), book: z.string(), officeBook: z.string() })

type BookSettings = Pick<OfficeSettings, 'deskName' | 'book'>

/** The habits for the next citizen from the remembered text, or the office's own ways when there is none. */
export function findHabits(text: string | undefined, { deskName, book }: BookSettings): Habits {
  try {
    const habits = remembered.parse(JSON.parse(text ?? ''))
    return { deskName, channel: habits.channel, book: habits.officeBook === book ? habits.book : book }
  } catch {
    return { deskName, channel: 'inPerson', book }
  }
}

/** The text to remember after a case was received. */
export const toHabitsText = ({ channel, book }: Pick<IntakeValues, 'channel' | 'book'>, settings: BookSettings): string =>
  JSON.stringify({ channel, book: book.trim(), officeBook: settings.book })
