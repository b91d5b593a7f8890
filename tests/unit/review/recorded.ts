import { readFileSync } from "node:fs";
import type { StackResource } from "../../../review/stack-resource";
import { graphFile, type Node } from "../../graphs/graph";

/** What Pulumi's component of EKS makes of its inputs in the engine's process: the graph has the component alone. */
function clusterOf({ urn, inputs }: StackResource): StackResource {
    const { version, upgradePolicy, name } = inputs;
    const type = "aws:eks/cluster:Cluster";
    return {
        urn: `${urn}-eksCluster`,
        type,
        parent: urn,
        inputs: { version, upgradePolicy, name },
        outputs: { id: name },
    };
}

/** The resources of a shipped stack, from its recorded graph, with the ids that the tests' mocks give. */
export function recordedStack(stack: "local" | "dev" | "prod"): readonly StackResource[] {
    const nodes: readonly Node[] = JSON.parse(readFileSync(graphFile(stack), "utf8"));
    const named = nodes.map(({ urn, inputs }) => {
        const [parent = "", own = ""] = urn.split(" > ");
        const [type = "", name = ""] = own.split(" ");
        const [parents = "", parentName = ""] = parent.split(" ");
        const types = [parents, type].filter((one) => one !== "").join("$");
        return {
            urn: `urn:pulumi:${stack}::eks-platform::${types}::${name}`,
            ...{ type, name, inputs },
            parentKey: `${parents.split("$").at(-1)} ${parentName}`,
        };
    });
    // A recorded line names the parent with fewer of its own parents than its line has.
    const parents = new Map(named.map(({ type, name, urn }) => [`${type} ${name}`, urn]));
    const resources = named.map(({ urn, type, name, inputs, parentKey }): StackResource => {
        const parent = parents.get(parentKey);
        return {
            urn,
            type,
            ...(parent !== undefined && { parent }),
            inputs: inputs as Record<string, unknown>,
            outputs: { id: `${name}-id` },
        };
    });
    return [...resources, ...resources.filter(({ type }) => type === "eks:index:Cluster").map(clusterOf)];
}
