import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { differences } from "../../core/engine/diff";
import type { DiffRequest, DiffResult } from "../../core/engine/provider";
import {
    isMap,
    listAt,
    mapAt,
    type PropertyMap,
    type PropertyValue,
    reveal,
    stringAt,
    Unknown,
} from "../../core/engine/values";

/** What a kubeconfig's contents say of the cluster that the provider's arguments choose; undefined for a path or nothing. */
function activeCluster(args: PropertyMap): PropertyMap | undefined {
    const text = stringAt(args, "kubeconfig") ?? "";
    if (!text.includes("clusters")) {
        return undefined;
    }
    const kubeconfig = parse(text) as PropertyValue;
    if (!isMap(kubeconfig)) {
        return undefined;
    }
    const named = (list: string, name: string | undefined) =>
        listAt(kubeconfig, list).find((item): item is PropertyMap => isMap(item) && item.name === name);
    const context = named("contexts", stringAt(args, "context") ?? stringAt(kubeconfig, "current-context"));
    const name = stringAt(args, "cluster") ?? stringAt(mapAt(context ?? {}, "context"), "cluster");
    const entry = named("clusters", name) ?? listAt(kubeconfig, "clusters").find(isMap);
    return entry && mapAt(entry, "cluster");
}

/** One text for each API server that providers can mean. A path is not read: with its context it stands for a cluster of its own. */
export function serverOf(args: PropertyMap): string {
    const server = stringAt(activeCluster(args) ?? {}, "server");
    if (server !== undefined) {
        return server;
    }
    const chosen = ["context", "cluster"].flatMap((key) => stringAt(args, key) ?? []);
    return [stringAt(args, "kubeconfig") ?? "", ...chosen].join("#");
}

/**
 * What a change of a provider's arguments does. Another cluster is another provider, and everything in it is replaced.
 *
 * @see https://www.pulumi.com/registry/packages/kubernetes/api-docs/provider/#clusteridentifier_nodejs
 */
export function diffProvider({ oldInputs, news }: DiffRequest): DiffResult {
    if (Object.hasOwn(news, "clusterIdentifier")) {
        return { differences: differences(oldInputs, news, ["clusterIdentifier"]) };
    }
    const isOther =
        reveal(news.kubeconfig) instanceof Unknown ||
        !isDeepStrictEqual(activeCluster(oldInputs), activeCluster(news)) ||
        serverOf(oldInputs) !== serverOf(news);
    const everything = Object.keys({ ...oldInputs, ...news });
    return { differences: differences(oldInputs, news, isOther ? everything : []) };
}
