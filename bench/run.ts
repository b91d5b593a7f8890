import { resolveTools } from "../toolchain";
import { benchChange } from "./change";
import { benchCheck } from "./check";
import { benchStart } from "./first-start";
import { benchPolicies } from "./policies";
import { benchPreview } from "./preview";
import { benchScale } from "./scale";

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
    preview: benchPreview,
    change: benchChange,
    policies: benchPolicies,
    start: benchStart,
    check: benchCheck,
    scale: benchScale,
};

/** Runs the named measurements, or all of them: `npm run bench -- policies`. */
async function main(names: readonly string[]): Promise<void> {
    const chosen = names.length === 0 ? Object.keys(BENCHES) : names;
    const unknown = chosen.filter((name) => !Object.hasOwn(BENCHES, name));
    if (unknown.length > 0) {
        process.stderr.write(
            `There is no measurement ${unknown.join(", ")}; choose of ${Object.keys(BENCHES).join(", ")}.\n`,
        );
        process.exitCode = 1;
        return;
    }
    await resolveTools(["pulumi"], { progress: (event) => process.stderr.write(`${event.tool}: ${event.message}\n`) });
    for (const name of chosen) {
        await BENCHES[name]?.();
    }
}

void main(process.argv.slice(2));
