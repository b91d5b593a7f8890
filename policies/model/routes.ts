import { backendName, isRedirectAction } from "./alb-ingress";
import type { NamedGateway } from "./gateway-listeners";
import { labelOf, namespaceOf } from "./identity";
import { holdsUnknown } from "./known";
import { INGRESS_PREFIX } from "./load-balancer-annotations";
import type { Resource } from "./resource";
import type { Value } from "./value";

/** One way in: requests for a host and path that an Ingress or HTTPRoute claims. */
export interface Route {
    readonly resource: Resource;
    /** Where the claim is written. */
    readonly at: Value;
    /** Host and path for messages. */
    readonly label: string;
    /** What makes two claims the same, `undefined` where a part of it is unknown. */
    readonly key: string | undefined;
    /** True where its load balancer serves no other, so that another claim may be meant for another address. */
    readonly isApart?: true;
    /** The Gateway, where which of its listeners take the request is left to them. */
    readonly gateway?: NamedGateway;
}

/** Annotations of controllers that send a share of another Ingress's requests elsewhere. */
const CANARY = ["nginx.ingress.kubernetes.io/canary", "haproxy.org/canary"];

/** Annotations by which a controller keeps equal hosts and paths apart: load balancers, listeners, methods. */
const DISTINGUISHING = [
    ...["scheme", "group.name"].map((name) => `${INGRESS_PREFIX}${name}`),
    "traefik.ingress.kubernetes.io/router.entrypoints",
    "konghq.com/methods",
];

/**
 * The hosts and paths of an Ingress, by class. Without a group the AWS Load Balancer Controller gives every Ingress a
 * load balancer of its own, internal or not, so that two of them may answer to one host on purpose; as Google's does.
 */
export function ingressRoutes(ingress: Resource): readonly Route[] {
    const annotations = ingress.props.at("metadata.annotations");
    const isCanary = CANARY.some((name) => !annotations.isUnknown && annotations.key(name).isStated);
    if (isCanary || ingress.isPatch) {
        return [];
    }
    const spec = ingress.props.key("spec");
    const stated = spec.key("ingressClassName");
    const classes = stated.isStated ? stated : annotations.key("kubernetes.io/ingress.class");
    const isGrouped = annotations.key(`${INGRESS_PREFIX}group.name`).isStated;
    const isApart = !isGrouped && /^(alb|gce)\b/.test(classes.isUnknown ? "" : (classes.text ?? ""));
    return spec.key("rules").items.flatMap((rule) => {
        const host = rule.key("host");
        const paths = rule.at("http.paths");
        const claims = paths.items.filter((item) => !isDecidedBefore(item, annotations));
        return (paths.items.length === 0 ? [paths] : claims).map((item) => {
            const [path, type] = [item.key("path"), item.key("pathType")];
            return {
                resource: ingress,
                at: path.isStated ? path : host,
                label: `${textOr(host, "every host")}${textOr(path, "/")}`,
                key: keyOf(
                    [classes, ...DISTINGUISHING.map((name) => annotations.key(name)), host, type],
                    normalPath(path, type),
                ),
                ...(isApart && { isApart }),
            };
        });
    });
}

/** True for a path that lets requests on to the next: a redirect to HTTPS, or one with further conditions. */
function isDecidedBefore(item: Value, annotations: Value): boolean {
    const name = backendName(item);
    const redirects = isRedirectAction(item, annotations);
    return redirects || (!annotations.isUnknown && annotations.key(`${INGRESS_PREFIX}conditions.${name}`).isStated);
}

/** The hosts and matches of an HTTPRoute, by the Gateway, and its listener, that the route belongs to. */
export function httpRoutes(route: Resource): readonly Route[] {
    const spec = route.props.key("spec");
    const hosts = spec.key("hostnames");
    if (route.isPatch) {
        return [];
    }
    return spec.key("parentRefs").items.flatMap((parent) =>
        (hosts.isStated && !hosts.isUnknown && hosts.items.length > 0 ? hosts.items : [hosts]).flatMap((host) =>
            spec.key("rules").items.flatMap((rule) => {
                const matches = rule.key("matches");
                return (matches.isStated ? matches.items : [matches]).map((match) => ({
                    resource: route,
                    at: match.at("path.value").isStated ? match.at("path.value") : host.isStated ? host : rule,
                    label: `${textOr(host, "every host")}${textOr(match.at("path.value"), "/")}`,
                    key: matchKey(route, parent, host, match),
                    ...gatewayOf(route, parent),
                }));
            }),
        ),
    );
}

function gatewayOf(route: Resource, parent: Value): Pick<Route, "gateway"> {
    const name = parent.key("name").text;
    const namespace = placeOf(route, parent);
    const namesListener = ["sectionName", "port"].some((field) => parent.key(field).isStated);
    return name === undefined || namespace === undefined || namesListener ? {} : { gateway: { namespace, name } };
}

/** The Gateways that a route belongs to. */
export function gatewaysOf(route: Resource): readonly NamedGateway[] {
    return route.props.at("spec.parentRefs").items.flatMap((parent) => {
        const [kind, name, namespace] = [parent.key("kind"), parent.key("name"), placeOf(route, parent)];
        const isGateway = !kind.isUnknown && (kind.text ?? PARENT_FIELDS.kind) === PARENT_FIELDS.kind;
        return isGateway && !name.isUnknown && name.text !== undefined && namespace !== undefined
            ? [{ namespace, name: name.text }]
            : [];
    });
}

/** True for a route that sends every request to HTTPS. */
export function redirectsAlone(route: Resource): boolean {
    const rules = route.props.at("spec.rules").items;
    const isRedirect = (filter: Value) => {
        const scheme = filter.at("requestRedirect.scheme");
        return !scheme.isUnknown && scheme.text === "https";
    };
    return !route.isPatch && rules.length > 0 && rules.every((rule) => rule.key("filters").items.some(isRedirect));
}

function placeOf(route: Resource, parent: Value): string | undefined {
    const namespace = parent.key("namespace");
    return namespace.isStated ? namespace.text : namespaceOf(route);
}

/** The fields of a parent besides its namespace, and what the API server takes where one is not stated. */
const PARENT_FIELDS = { group: "gateway.networking.k8s.io", kind: "Gateway", name: "", sectionName: "", port: "" };

function matchKey(route: Resource, parent: Value, host: Value, match: Value): string | undefined {
    const place = placeOf(route, parent);
    const fields = Object.entries(PARENT_FIELDS).map(([field, otherwise]) => {
        const value = parent.key(field);
        return { value, text: String((value.isUnknown ? undefined : value.known) ?? otherwise) };
    });
    const type = match.at("path.type");
    const others = ["headers", "queryParams", "method"].map((field) => match.key(field));
    const path = normalPath(match.at("path.value"), type, "PathPrefix");
    const key = keyOf([host], path);
    const isUnknown = [...fields.map(({ value }) => value), ...others].some(holdsUnknown);
    if (key === undefined || place === undefined || isUnknown) {
        return undefined;
    }
    const named = fields.map(({ text }) => text).join("|");
    return `${named}|${key}|${place}|${type.text ?? "PathPrefix"}|${JSON.stringify(others.map((other) => other.known ?? null))}`;
}

/** A prefix is compared by its segments, so that a slash at its end does not matter. */
function normalPath(path: Value, type: Value, prefix = "Prefix"): string | undefined {
    if (path.isUnknown || type.isUnknown) {
        return undefined;
    }
    const text = path.text ?? "/";
    return (type.text ?? prefix) === prefix ? text.replace(/\/+$/, "") || "/" : text;
}

/** Hosts are compared without regard to case. */
function keyOf(parts: readonly Value[], path: string | undefined): string | undefined {
    return path === undefined || parts.some((part) => part.isUnknown)
        ? undefined
        : [...parts.map((part) => String(part.known ?? "").toLowerCase()), path].join("|");
}

function textOr(value: Value, otherwise: string): string {
    return value.isUnknown ? "unknown" : (value.text ?? otherwise);
}

/** Orders claims so that the same one of two is found whatever order resources come in. */
export function byPlace(one: Route, other: Route): number {
    const [a, b] = [labelOf(one.resource), labelOf(other.resource)];
    return a < b ? -1 : a > b ? 1 : 0;
}
