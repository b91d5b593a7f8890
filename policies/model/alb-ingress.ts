import { INGRESS_PREFIX } from "./load-balancer-annotations";
import type { Value } from "./value";

/** One listener of a load balancer, as `listen-ports` names it: `{"HTTPS": 443}`. */
export interface AlbListener {
    readonly protocol: string;
    readonly port: string;
}

/**
 * The listeners that the annotation `listen-ports` of an Ingress asks for; `undefined` where it is absent or unknown.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#listen-ports
 */
export function albListeners(annotations: Value): readonly AlbListener[] | undefined {
    const text = annotations.key(`${INGRESS_PREFIX}listen-ports`).text;
    return text === undefined
        ? undefined
        : [...text.matchAll(/"(HTTPS?)"\s*:\s*(\d+)/g)].map(([, protocol = "", port = ""]) => ({ protocol, port }));
}

/** What both say of an action that redirects to HTTPS, whose keys are written in either case. */
export const REDIRECT_ACTION = [/"type"\s*:\s*"redirect"/i, /"protocol"\s*:\s*"HTTPS"/i];

/**
 * True when every rule of an Ingress begins with an action that redirects to HTTPS, which the controller leaves out on the
 * HTTPS listener.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#actions
 */
export function redirectsByAction(annotations: Value, spec: Value): boolean {
    const rules = spec.key("rules").items.map((rule) => ({
        isForAll: !rule.key("host").text,
        redirects: beginsWithRedirect(rule, annotations),
    }));
    const isAllRedirected = rules[0]?.isForAll === true && rules[0].redirects;
    return rules.length > 0 && (isAllRedirected || rules.every(({ redirects }) => redirects));
}

function beginsWithRedirect(rule: Value, annotations: Value): boolean {
    const [first] = rule.at("http.paths").items;
    if (first === undefined || !["", "/", "/*"].includes(first.key("path").text ?? "")) {
        return false;
    }
    return isRedirectAction(first, annotations);
}

/** True for a path of an Ingress whose backend is an action that redirects to HTTPS. */
export function isRedirectAction(path: Value, annotations: Value): boolean {
    const action = annotations.key(`${INGRESS_PREFIX}actions.${backendName(path)}`).text ?? "";
    return REDIRECT_ACTION.every((pattern) => pattern.test(action));
}

/** The Service, or the action, that a path of an Ingress names. The field was called serviceName before networking.k8s.io/v1. */
export function backendName(path: Value): string {
    const backend = path.key("backend");
    return backend.at("service.name").text ?? backend.key("serviceName").text ?? "";
}

/** A Service to which an action forwards, as one of several by weight or alone. */
export interface AlbTarget {
    readonly name: Value;
    readonly port: Value;
}

/** The annotation of an Ingress that describes an action, by the name that backends give for their Service's. */
export function albActionAnnotation(props: Value, name: string): Value {
    return props.at("metadata.annotations").key(`${INGRESS_PREFIX}actions.${name}`);
}

/**
 * The Services to which an action forwards. The controller reads keys in whatever case.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#actions
 */
export function albTargets(action: Value): readonly AlbTarget[] {
    const document = action.parsed();
    const groups = inAnyCase(inAnyCase(document, "forwardConfig"), "targetGroups").items;
    return /^forward$/i.test(inAnyCase(document, "type").text ?? "")
        ? groups.map((group) => ({ name: inAnyCase(group, "serviceName"), port: inAnyCase(group, "servicePort") }))
        : [];
}

function inAnyCase(value: Value, name: string): Value {
    const own = value.entries.find(([key]) => key.toLowerCase() === name.toLowerCase());
    return own?.[1] ?? value.key(name);
}
