import run = require("../index");

/** The platform's program, the same that `pulumi up` runs. */
export const program = run;
