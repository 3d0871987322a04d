// The options that every command takes. A list of its own, since the program must know them before it loads a command.
export const commandOptions = {
  json: { type: 'boolean' },
  data: { type: 'string' },
  training: { type: 'boolean' },
  limit: { type: 'string' },
  query: { type: 'string' },
  out: { type: 'string' },
  store: { type: 'string' },
  salvage: { type: 'boolean' },
} as const
