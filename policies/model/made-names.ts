import { objectName } from "./identity";
import { textOf } from "./known";
import { SECRET_NAMES } from "./makers";
import type { Resource } from "./resource";
import type { Value } from "./value";

/** Issues the certificates of an Ingress or Gateway into the Secrets that it names. */
const CERTIFICATE_ANNOTATIONS = ["cert-manager.io/cluster-issuer", "cert-manager.io/issuer", "kubernetes.io/tls-acme"];

/** Names of the Secrets that controllers make for an object, `undefined` for one whose name is unknown. */
export function secretsMadeFor(resource: Resource): readonly (string | undefined)[] {
    const own = SECRET_NAMES.get(`${resource.group}/${resource.kind}`);
    if (own !== undefined) {
        return own(resource).map((name) => (name.isUnknown ? undefined : (name.text ?? objectName(resource))));
    }
    const annotations = resource.props.at("metadata.annotations");
    const isIssued =
        !annotations.isUnknown && CERTIFICATE_ANNOTATIONS.some((annotation) => annotations.key(annotation).isStated);
    if (!isIssued) {
        return [];
    }
    const secrets =
        resource.kind === "Gateway"
            ? resource.props
                  .at("spec.listeners")
                  .items.flatMap((listener) => listener.at("tls.certificateRefs").items.map((ref) => ref.key("name")))
            : resource.props.at("spec.tls").items.map((tls) => tls.key("secretName"));
    return secrets.map(textOf);
}

/** Names of the ServiceAccounts that the values of a chart ask for, as charts take them: `serviceAccount: {create, name}`. */
export function accountsIn(values: Value): readonly string[] {
    const children = values.isUnknown ? [] : values.entries;
    return children.flatMap(([key, value]) => {
        const [create, name] = [value.key("create"), value.key("name")];
        const isAsked = key === "serviceAccount" && !create.isUnknown && create.known !== false && !name.isUnknown;
        return [...(isAsked ? name.texts : []), ...accountsIn(value)];
    });
}

/** The texts below a value that are called a name. */
export function namesIn(value: Value): readonly string[] {
    if (value.isUnknown) {
        return [];
    }
    return [
        ...value.items.flatMap(namesIn),
        ...value.entries.flatMap(([key, child]) => {
            const isName = /name$/i.test(key) && !child.isUnknown && child.text !== undefined;
            return isName ? [child.text] : namesIn(child);
        }),
    ];
}

export function mentions(value: Value, text: string): boolean {
    return (
        !value.isUnknown &&
        (value.known === text ||
            value.items.some((item) => mentions(item, text)) ||
            value.entries.some(([, child]) => mentions(child, text)))
    );
}
