import type { Session } from '../../../electron/api/people.ts'

/** Name and position of a signed-in person, as they stand under a signature. */
export const signerOf = ({ fullName, positionTitle }: Session): string => [fullName, positionTitle].filter(Boolean).join(', ')
