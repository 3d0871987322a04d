import { expect, test } from 'vitest'
import { isOfOtherData } from '../../../../db/model/training-code.ts'

const practice = 'TAM-TAP-TH-261123-0001'
const real = 'TAM-19789-A-261123-0001'

test.each([
  [practice, false, true],
  [' tam-tap-th-261123-0001 ', false, true],
  [real, false, false],
  [practice, true, false],
  [real, true, true],
  // Made-up cases may carry any official code.
  ['H57.10.12-261123-0001', true, false],
  ['H57.10.12-261123-0001', false, false],
  // Not whole yet, or no code.
  ['TAM-TAP-TH-2611', false, false],
  ['trần thị bình', true, false],
])('%s with training %s: of the other data is %s', (code, isTraining, isOther) =>
  expect(isOfOtherData(code, isTraining)).toBe(isOther),
)
