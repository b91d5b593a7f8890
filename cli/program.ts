import type { ConfigSecrets } from "../components/config";
import { type ProgramOptions, platformProgram } from "../components/program";
import { failFast } from "./engine/fail-fast";

/** The platform's program, the same that `pulumi up` runs, with the secrets of a stack's config. */
export function programWith(secrets: ConfigSecrets, options?: ProgramOptions) {
    return failFast(() => platformProgram(secrets, options));
}
