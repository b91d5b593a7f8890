/** The width of a line: that of the narrowest usual terminal. */
export const COLUMNS = 80;
