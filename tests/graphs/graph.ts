import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { loadConfig, readStackFile } from "../../components/config";
import { Platform } from "../../components/platform";
import { projectRoot } from "../../toolchain/paths";
import { record } from "../unit/components/mocks";
import { TODAY } from "../unit/config/valid";

/** The stacks that the project ships. */
export const STACKS = ["local", "dev", "prod"] as const;

/** A resource as the program registers it: all that decides whether a running stack sees a change, a replacement or another resource. */
export interface Node {
    readonly urn: string;
    readonly inputs: unknown;
    /** Options of the resource that say how it may be changed or deleted; those that are not set are absent. */
    readonly options: Readonly<Record<string, unknown>>;
}

/** Where the graph of a stack is recorded. */
export function graphFile(stack: string): string {
    return join(__dirname, `${stack}.json`);
}

/** What the program asks the engine to register for a stack of this project, in the order in which it does. */
export async function requestsOf(stack: (typeof STACKS)[number]): Promise<readonly RegisterResourceRequest[]> {
    const config = loadConfig(readStackFile(join(projectRoot(), `Pulumi.${stack}.yaml`), stack), { today: TODAY });
    const requests: RegisterResourceRequest[] = [];
    await record("update", () => {
        watch((request) => requests.push(request));
        new Platform("platform", { config });
    });
    return requests;
}

/** Everything that the program registers for a stack of this project, in the order of URNs. */
export async function graphOf(stack: (typeof STACKS)[number]): Promise<readonly Node[]> {
    const nodes = (await requestsOf(stack)).map(nodeOf);
    return nodes.toSorted((one, other) => (one.urn < other.urn ? -1 : 1));
}

/** A resource a line, so that a difference between two recordings shows the resources that differ. */
export function written(nodes: readonly Node[]): string {
    return `[\n${nodes.map((node) => JSON.stringify(node)).join(",\n")}\n]\n`;
}

/** What differs between two graphs: the resources that came and went, and the paths of inputs and options that changed. */
export function differences(before: readonly Node[], after: readonly Node[]): readonly string[] {
    const old = new Map(before.map((node) => [node.urn, node]));
    const now = new Map(after.map((node) => [node.urn, node]));
    return [...new Set([...old.keys(), ...now.keys()])].toSorted().flatMap((urn) => {
        const [one, other] = [old.get(urn), now.get(urn)];
        if (!one) {
            return [`+ ${urn}`];
        }
        if (!other) {
            return [`- ${urn}`];
        }
        const { urn: _one, ...was } = one;
        const { urn: _other, ...is } = other;
        return changes(was, is, "").map((change) => `~ ${urn}: ${change}`);
    });
}

function changes(was: unknown, is: unknown, path: string): readonly string[] {
    if (isTree(was) && isTree(is)) {
        const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])];
        return keys.flatMap((key) => changes(was[key], is[key], path === "" ? key : `${path}.${key}`));
    }
    const [one, other] = [JSON.stringify(was), JSON.stringify(is)];
    return one === other ? [] : [`${path}: ${one} => ${other}`];
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null;
}

/** Tells of each registration before the stand-in engine answers it. */
function watch(onRegistration: (request: RegisterResourceRequest) => void): void {
    const monitor: unknown = pulumi.runtime.getMonitor();
    if (!(monitor instanceof MockMonitor)) {
        throw new Error("There is no stand-in engine to watch.");
    }
    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = (request, callback) => {
        onRegistration(request);
        return register(request, callback);
    };
}

function nodeOf(request: RegisterResourceRequest): Node {
    const parent = request.getParent().split("::").slice(2).join(" ");
    const options = {
        protect: request.getProtect(),
        deleteBeforeReplace: request.getDeletebeforereplace(),
        ignoreChanges: request.getIgnorechangesList(),
        replaceOnChanges: request.getReplaceonchangesList(),
        retainOnDelete: request.getRetainondelete(),
        deletedWith: request.getDeletedwith(),
        aliases: request.getAliasesList().map((alias) => alias.toObject()),
    };
    return {
        urn: `${parent} > ${request.getType()} ${request.getName()}`,
        inputs: anywhere(request.getObject()?.toJavaScript() ?? {}),
        options: Object.fromEntries(Object.entries(options).filter(([, value]) => isSet(value))),
    };
}

/** The same wherever the project lies. */
function anywhere(inputs: unknown): unknown {
    return JSON.parse(JSON.stringify(inputs).replaceAll(projectRoot(), "."));
}

function isSet(value: unknown): boolean {
    return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
