// Names on the wire that the preload script needs; apart from the contract, so that it does not carry the schemas along.

/** Channel of messages from the main process to the page. */
export const noticeChannel = 'motcua:notice'
