import run = require("../index");

import { failFast } from "./engine/fail-fast";

/** The platform's program, the same that `pulumi up` runs. */
export const program = failFast(run);
