// The one typeface of every paper, so that each breaks its lines alike on every computer: three subsets of Tinos, which the build copies
// beside the program (vite.main.config.ts) and the print protocol serves as `fonts/<file>`.

const faces = [
  ['400-normal', 400, 'normal'],
  ['400-italic', 400, 'italic'],
  ['700-normal', 700, 'normal'],
] as const
const families = [
  ['vietnamese', 'Tinos Vietnamese'],
  ['latin-ext', 'Tinos Extended'],
  ['latin', 'Tinos'],
] as const

const fileOf = (subset: string, face: string): string => `tinos-${subset}-${face}.woff2`

/** Files of @fontsource/tinos that papers are set in. */
export const formFonts: readonly string[] = families.flatMap(([subset]) => faces.map(([face]) => fileOf(subset, face)))

/**
 * The style's rules for them. A paper asks for them in the order Vietnamese, extended, plain: the plain one would build ỹ from y and a
 * loose tilde.
 */
export const fontFaces: string = families
  .flatMap(([subset, family]) =>
    faces.map(
      ([face, weight, style]) =>
        `@font-face { font-family: "${family}"; font-weight: ${weight}; font-style: ${style}; src: url("fonts/${fileOf(subset, face)}") format("woff2"); }\n`,
    ),
  )
  .join('')
