import type { PlannedDrain } from "../engine/drain/plan";
import type { Session } from "../engine/session";
import { note } from "../notes";
import { foreignLines } from "../output/foreign";

/** Says what of others goes with a stack's cluster, before anybody is asked whether it shall. @returns what deletes it, where there is any */
export async function toldDrain(session: Session): Promise<PlannedDrain | undefined> {
    // Most commands talk to no cluster, and shall not load what does.
    const { planStackDrain }: typeof import("../engine/drain/drain-stack") = require("../engine/drain/drain-stack");
    const drain = await planStackDrain(session, note);
    for (const line of drain ? foreignLines(drain) : []) {
        process.stderr.write(`${line}\n`);
    }
    return drain;
}
