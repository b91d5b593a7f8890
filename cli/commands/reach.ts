import { chartOpener } from "../../policies/sources/chart-opener";
import { linksOf, reachOf } from "../../review/reach/reach-of";
import { policyConfigFile, readPolicyConfig } from "../engine/policy-config";
import { previewWhole } from "../engine/preview-stack";
import { UserError } from "../errors";
import { note } from "../notes";
import { explanationText } from "../output/reach-explanation";
import { reachText } from "../output/reach-text";
import { baseOf } from "./preview-change";
import { explainBefore, explainNamed, portOf } from "./reach-question";

export interface ReachCommandOptions {
    /** Simulated providers: no credentials. @default false */
    readonly offline?: boolean;
    /** The revision that is compared with; `true` for where HEAD left the default branch. @default none */
    readonly since?: string | true;
    /** One JSON document. @default false */
    readonly json?: boolean;
    /** The client to explain a connection of. @default none: all connections are told */
    readonly from?: string;
    /** The server to explain a connection to. @default none: all connections are told */
    readonly to?: string;
    /** The port to explain, as 5432 or 53/UDP. @default every port */
    readonly port?: string;
}

/** The connection that was asked for is refused; another fault has another exit code. */
const REFUSED = 2;

/**
 * Prints who may reach whom in a stack, or why one end may or may not reach another.
 *
 * @returns the exit code: 0, and 2 where the connection that was asked for is refused
 * @throws UserError when the preview fails, or an end is not known
 */
export async function reach(stack: string, options: ReachCommandOptions): Promise<number> {
    const { from, to, port, offline, json } = options;
    if ((from === undefined) !== (to === undefined) || (port !== undefined && from === undefined)) {
        throw new UserError(
            "platform reach takes --from and --to together, and --port with them.\nNext step: name both ends, or neither.",
        );
    }
    const asked = portOf(port);
    const reading = { openRelease: chartOpener(), config: readPolicyConfig(policyConfigFile(stack)) };
    const found = await baseOf(stack, options, note);
    const { resources, base } = await previewWhole(stack, {
        offline,
        base: found === undefined || "missing" in found ? undefined : found,
    });
    if (from === undefined || to === undefined) {
        const all = await reachOf(resources, { ...reading, ...(base && { base }) });
        process.stdout.write(json ? `${JSON.stringify(all, undefined, 2)}\n` : `${reachText(stack, all)}\n`);
        return 0;
    }
    const now = explainNamed(await linksOf(resources, reading), from, to, asked, stack);
    const before = base && explainBefore(await linksOf(base, reading), now, asked);
    const { client, server, explanation } = now;
    const document = { from: client.id, to: server.id, ...explanation, ...(before && { before }) };
    process.stdout.write(
        json
            ? `${JSON.stringify(document, undefined, 2)}\n`
            : `${explanationText(client, server, explanation, port, before)}\n`,
    );
    return explanation.verdict === "no" ? REFUSED : 0;
}
