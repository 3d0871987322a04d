// Chance that falls the same way every time: the samples of a minute are always the same.

/** Takes one of the values. */
export type Dice = <T>(values: readonly T[]) => T

export function diceOf(seed: number): Dice {
  let state = seed
  return (values) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const value = values[Math.floor((state / 2 ** 32) * values.length)]
    if (value === undefined) throw new RangeError('nothing to choose from')
    return value
  }
}

export function shuffled<T>(values: readonly T[], dice: Dice): T[] {
  const rest = [...values]
  return values.map(() => rest.splice(dice([...rest.keys()]), 1)[0] as T)
}
