import type { ConfigSecrets } from "../components/config";
import { platformProgram } from "../components/program";
import { failFast } from "./engine/fail-fast";

/** The platform's program, the same that `pulumi up` runs, with the secrets of a stack's config. */
export function programWith(secrets: ConfigSecrets) {
    return failFast(() => platformProgram(secrets));
}
