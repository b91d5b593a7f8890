import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { privatePulumiHome } from "./paths";

/**
 * Removes the engine's note of the stack that was last selected in a project's folder: every command here names its stack, a note
 * that is spoilt stops the engine, and the notes of temporary folders would pile up.
 *
 * @param project canonical path of the folder, which may be gone already
 * @see https://github.com/pulumi/pulumi/blob/master/pkg/workspace/workspace.go
 */
export function forgetSelection(project: string): void {
    const hash = createHash("sha1").update(join(project, "Pulumi.yaml")).digest("hex");
    rmSync(join(privatePulumiHome(), "workspaces", `eks-platform-${hash}-workspace.json`), { force: true });
}
