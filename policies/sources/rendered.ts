import { BUILT_IN_GROUPS } from "../../components/cluster/kubernetes-api";
import { CLUSTER_SCOPED } from "../../components/cluster/kubernetes-kinds";
import type { RawResource } from "../model/resource";
import { documentsOf } from "./documents";
import { readManifests } from "./manifests";
import { type DataObject, isObject } from "./object";
import { joined, type Loaded } from "./source";

/**
 * The objects that Helm rendered, those that live in a namespace and name none in the namespace of the release.
 *
 * @param fileOf the file to name for a template, such as `shop/templates/service.yaml`
 */
export function readRendered(yaml: string, namespace: string, fileOf: (template: string) => string): Loaded {
    const { resources, faults } = joined(
        documentsOf(yaml).map((document) => {
            const template = /^# Source: (.+)$/m.exec(document.text)?.[1] ?? "";
            return readManifests(fileOf(template.trim()), [document]);
        }),
    );
    const clusterScoped = new Set([...CLUSTER_SCOPED, ...resources.flatMap(clusterScopedKind)]);
    return {
        resources: resources.map((raw) => withPlace(inNamespace(raw, namespace, clusterScoped))),
        faults: faults.map(({ file, message, next }) => ({
            file,
            message: `what the chart renders: ${message}`,
            next,
        })),
    };
}

/** Lines of what was rendered are no lines of a template. */
function withPlace(raw: RawResource): RawResource {
    return { ...raw, origin: { file: raw.origin?.file ?? "", locate: () => ({ line: 1, column: 1 }) } };
}

/** A custom kind that no definition in the chart places outside namespaces is taken to live in one, as most do. */
function inNamespace(raw: RawResource, namespace: string, clusterScoped: ReadonlySet<string>): RawResource {
    const { apiVersion, kind } = raw.props;
    const metadata = raw.props.metadata ?? {};
    if (
        !isObject(metadata) ||
        (metadata.namespace ?? "") !== "" ||
        clusterScoped.has(`${groupOf(apiVersion)}/${kind}`)
    ) {
        return raw;
    }
    return { ...raw, props: { ...raw.props, metadata: { ...metadata, namespace } } };
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
