// A part imports its own style sheet for its effect; the bundler turns it into a file, so the strict style-src holds.
declare module '*.css'
