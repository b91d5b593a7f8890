/** Says one line of progress to the user; never part of a command's result. */
export type Note = (message: string) => void;

/** Writes it to standard error, below what the command itself says. */
export const note: Note = (message) => process.stderr.write(`  ${message}\n`);
