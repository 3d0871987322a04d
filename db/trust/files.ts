// How the files of trust are called.
export const enrolExtension = 'mcenrol'
export const trustExtension = 'mctrust'
