import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { HOUSEKEEPING } from "../../policies/judging/all-rules";
import { RELATIONS } from "../../policies/relations";
import { RULES } from "../../policies/rules";
import { projectRoot } from "../../toolchain/paths";
import { addonsReference } from "./addons-reference";
import { configurationReference } from "./configuration-reference";
import { policyReference } from "./policy-reference";
import { reviewJsonSchema } from "./review-schema";
import { stackSchema } from "./stack-schema";

/** The generated files with their content, by path below the project. A test holds the files against them. */
export function generatedFiles(): Readonly<Record<string, string>> {
    return {
        "docs/policy-reference.md": policyReference({
            ...rulesByFamily(),
            "between resources": RELATIONS,
            "of the pack itself": HOUSEKEEPING,
        }),
        "docs/addons.md": addonsReference(),
        "docs/configuration.md": configurationReference(),
        "stack.schema.json": stackSchema(),
        "docs/review.schema.json": reviewJsonSchema(),
    };
}

/** Rules by the folder of their file, which bears the rule's id. */
function rulesByFamily() {
    const folder = join(projectRoot(), "policies", "rules");
    const families = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return Object.fromEntries(
        families.map(({ name }) => {
            const ids = readdirSync(join(folder, name)).map((file) => basename(file, ".ts"));
            return [name, RULES.filter((rule) => ids.includes(rule.id))];
        }),
    );
}
