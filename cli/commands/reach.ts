import { closest } from "../../core/faults/spelling";
import { visible } from "../../core/faults/visible";
import { chartOpener } from "../../policies/sources/chart-opener";
import type { ReachEnd } from "../../review/model/reach";
import { type Explanation, explain, explainOuter } from "../../review/reach/explain";
import { ALL_PORTS, type PortSet, PROTOCOLS, portRange } from "../../review/reach/port-set";
import { linksOf, reachOf } from "../../review/reach/reach-of";
import type { StackLinks } from "../../review/reach/stack-links";
import { policyConfigFile, readPolicyConfig } from "../engine/policy-config";
import { previewWhole } from "../engine/preview-stack";
import { UserError } from "../errors";
import { note } from "../notes";
import { explanationText } from "../output/reach-explanation";
import { reachText } from "../output/reach-text";
import { baseOf } from "./preview-change";

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
    const { explanation, client, server } = explainNamed(await linksOf(resources, reading), from, to, asked, stack);
    const document = { from: client.id, to: server.id, ...explanation };
    process.stdout.write(
        json
            ? `${JSON.stringify(document, undefined, 2)}\n`
            : `${explanationText(client, server, explanation, port)}\n`,
    );
    return explanation.verdict === "no" ? REFUSED : 0;
}

interface Explained {
    readonly explanation: Explanation;
    readonly client: ReachEnd;
    readonly server: ReachEnd;
}

function explainNamed(
    clusters: ReadonlyMap<string, StackLinks>,
    from: string,
    to: string,
    asked: PortSet,
    stack: string,
): Explained {
    const all = [...clusters.values()];
    const ends = new Map<string, ReachEnd>([["outside", { id: "outside", name: "outside", kind: "outside" }]]);
    for (const links of all) {
        for (const workload of links.workloads.values()) {
            ends.set(workload.end.id, workload.end);
            for (const outer of links.outerLinks(workload)) {
                ends.set(outer.from.id, outer.from);
                ends.set(outer.to.id, outer.to);
            }
        }
    }
    const [client, server] = [from, to].map((name) => endOf(name, [...ends.values()], stack));
    for (const links of all) {
        const [one, other] = [links.workloads.get(client?.id ?? ""), links.workloads.get(server?.id ?? "")];
        if (client && server && one && other) {
            return { client, server, explanation: explain(links, one, other, asked) };
        }
        if (client && server && (one || (other && all.length === 1))) {
            const explanation = one
                ? explainOuter(links, one, "Egress", server.id, asked)
                : other && explainOuter(links, other, "Ingress", client.id, asked);
            if (explanation) {
                return { client, server, explanation };
            }
        }
    }
    throw new UserError(
        `${visible(from)} and ${visible(to)} are not in one cluster of ${stack}, or none of them is a workload.\n` +
            "Next step: name at least one workload.",
    );
}

/** @throws UserError for a name of none or of several */
function endOf(name: string, ends: readonly ReachEnd[], stack: string): ReachEnd {
    const exact = ends.filter((end) => end.id === name || end.name === name);
    const found = exact.length > 0 ? exact : ends.filter((end) => end.name.split("/").at(-1) === name);
    const [only] = found;
    if (only !== undefined && found.length === 1) {
        return only;
    }
    const shown = visible(name);
    if (found.length > 1) {
        throw new UserError(
            `${stack} has several workloads called ${shown}: ${found.map(({ id }) => id).join(", ")}.\n` +
                "Next step: give its namespace, or all of it as listed here.",
        );
    }
    const workloads = ends.filter(({ kind }) => kind === "workload");
    const near = closest(name, [
        ...workloads.map((end) => end.name),
        ...workloads.flatMap((end) => end.name.split("/").at(-1) ?? []),
    ]);
    const alike = ends.filter(
        (end) => end.name.includes(name) || [end.name, end.name.split("/").at(-1)].includes(near),
    );
    const listed = (alike.length > 0 ? alike : workloads).slice(0, 8).map((end) => end.name);
    throw new UserError(
        `${stack} has no workload ${shown}; ${alike.length > 0 ? "near" : "it has"}: ${listed.join(", ")}.\n` +
            `Next step: write namespace/name, or outside; platform reach ${stack} lists all.`,
    );
}

/** @throws UserError for what is no port */
function portOf(text: string | undefined): PortSet {
    if (text === undefined) {
        return ALL_PORTS;
    }
    const [, number = "", protocol = "TCP"] = /^(\d{1,5})(?:\/(\w+))?$/.exec(text) ?? [];
    const known = PROTOCOLS.find((one) => one === protocol.toUpperCase());
    if (number === "" || Number(number) < 1 || Number(number) > 65_535 || known === undefined) {
        throw new UserError(
            `--port is ${visible(text)}; allowed: a number from 1 to 65535, with a protocol of ${PROTOCOLS.join(", ")} where it is not TCP.\n` +
                "Next step: write for example 5432 or 53/UDP.",
        );
    }
    return portRange(known, Number(number), Number(number));
}
