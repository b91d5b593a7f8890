/** Says one line of progress to the user; never part of a command's result. */
export type Note = (message: string) => void;
