import { type DataObject, isObject } from "../../core/data";
import { BUILT_IN_GROUPS } from "../../core/facts/kubernetes/api-groups";
import { CLUSTER_SCOPED } from "../../core/facts/kubernetes/cluster-scoped";
import type { RawResource } from "../model/resource";

/**
 * Kubernetes objects, those that live in a namespace and name none in the given one, as `kubectl -n` and Helm put them there. A custom
 * kind that no definition among them places outside namespaces is taken to live in one, as most do.
 */
export function inNamespace(resources: readonly RawResource[], namespace: string): readonly RawResource[] {
    const clusterScoped = new Set([...CLUSTER_SCOPED, ...resources.flatMap(clusterScopedKind)]);
    return resources.map((raw) => {
        const { apiVersion, kind } = raw.props;
        const metadata = raw.props.metadata ?? {};
        return !isObject(metadata) ||
            (metadata.namespace ?? "") !== "" ||
            clusterScoped.has(`${groupOf(apiVersion)}/${kind}`)
            ? raw
            : { ...raw, props: { ...raw.props, metadata: { ...metadata, namespace } } };
    });
}

function clusterScopedKind({ props }: RawResource): readonly string[] {
    const spec: DataObject = props.kind === "CustomResourceDefinition" && isObject(props.spec) ? props.spec : {};
    const names: DataObject = isObject(spec.names) ? spec.names : {};
    return spec.scope === "Cluster" && !BUILT_IN_GROUPS.has(String(spec.group)) ? [`${spec.group}/${names.kind}`] : [];
}

function groupOf(apiVersion: unknown): string {
    const [group = "", version] = String(apiVersion).split("/");
    return version === undefined ? "" : group;
}
