import { type DataObject, isObject, mapTexts } from "../../core/data";
import type { RawResource } from "../model/resource";
import { documentsOf } from "./documents";
import { readManifests } from "./manifests";
import { inNamespace } from "./namespaces";
import { joined, type Loaded } from "./source";

/**
 * The namespace of a release for which nobody named one. It stands for "default", which is where Helm would put the release, and is
 * as long, and tells what is there by nobody's choice from what a template puts there.
 */
export const NO_NAMESPACE = "zqxnone";

/**
 * The objects that Helm rendered, those that live in a namespace and name none in the namespace of the release. Of a release without
 * a namespace they name none, also where a template writes that of the release.
 *
 * @param fileOf the file to name for a template, such as `shop/templates/service.yaml`
 */
export function readRendered(
    yaml: string,
    namespace: string | undefined,
    fileOf: (template: string) => string,
): Loaded {
    const { resources, faults } = joined(
        documentsOf(yaml).map((document) => {
            const template = /^# Source: (.+)$/m.exec(document.text)?.[1] ?? "";
            return readManifests(fileOf(template.trim()), [document]);
        }),
    );
    return {
        resources: (namespace === undefined ? resources.map(inNone) : inNamespace(resources, namespace)).map(withPlace),
        faults: faults.map(({ file, message, next }) => ({
            file,
            message: `what the chart renders: ${message}`,
            next,
        })),
    };
}

/** What stands in the namespace that nobody named names none; everywhere else that namespace is the default one. */
function inNone(raw: RawResource): RawResource {
    const metadata: DataObject = isObject(raw.props.metadata) ? raw.props.metadata : {};
    const { namespace, ...others } = metadata;
    const props = namespace === NO_NAMESPACE ? { ...raw.props, metadata: others } : raw.props;
    const named = mapTexts(props, (text) => text.replaceAll(NO_NAMESPACE, "default"));
    return { ...raw, props: isObject(named) ? named : props };
}

/** Lines of what was rendered are no lines of a template. */
function withPlace(raw: RawResource): RawResource {
    return { ...raw, origin: { file: raw.origin?.file ?? "", locate: () => ({ line: 1, column: 1 }) } };
}
