import { sharesListeners } from "../model/gateway-listeners";
import { labelOf, namespaceOf } from "../model/identity";
import { findingAt, leaveOpen, type Relation, type RelationFinding } from "../model/relation";
import { byPlace, httpRoutes, ingressRoutes, type Route } from "../model/routes";
import type { Stack } from "../model/stack";

/** @see https://kubernetes.io/docs/concepts/services-networking/ingress/ */
export const uniqueHost: Relation = {
    id: "unique-host",
    title: "A host and path is claimed by one Ingress or HTTPRoute.",
    severity: "medium",
    category: "reliability",
    level: "mandatory",
    rationale:
        "Which of two claims wins is up to the controller, and may change with a restart; whoever may write an Ingress " +
        "takes over the requests for another team's host. Ingresses of different classes, routes of different Gateways " +
        "and canary Ingresses do not collide. Where each Ingress has a load balancer of its own, or listeners of a Gateway may " +
        "take routes of one namespace each, two claims may be meant: that is advice.",
    fix: "Change the host or path of one of them, or join the two; mark a canary by the annotation of its controller.",
    sources: ["kyverno unique-ingress-host-and-path", "gatekeeper uniqueingresshost"],
    *check(stack) {
        for (const cluster of stack.clusters) {
            yield* judgeCluster(cluster);
        }
    },
};

function* judgeCluster(stack: Stack): Iterable<RelationFinding> {
    const routes = [
        ...stack.ofKind("networking.k8s.io/Ingress").flatMap(ingressRoutes),
        ...stack.ofKind("gateway.networking.k8s.io/HTTPRoute").flatMap(httpRoutes),
    ];
    if (routes.length < 2) {
        return;
    }
    const first = new Map<string, Route>();
    for (const route of [...routes].sort(byPlace)) {
        const { key, resource, at, label } = route;
        if (key === undefined) {
            leaveOpen(resource, at);
            continue;
        }
        const place = `${resource.kind}|${key}`;
        const other = first.get(place);
        if (other === undefined) {
            first.set(place, route);
        } else {
            const isOwn = other.resource === resource;
            const claim = isOwn ? "claimed twice" : `claimed by ${labelOf(other.resource)}, too`;
            const found = findingAt(resource, at, `${label} is ${claim}`);
            yield mayBeMeant(route, other, stack) ? { ...found, isAdvice: true } : found;
        }
    }
}

/** Whether two claims of two objects may be answered at two places. */
function mayBeMeant(route: Route, other: Route, stack: Stack): boolean {
    const { resource, isApart, gateway } = route;
    const isOfOtherNamespace = namespaceOf(resource) !== namespaceOf(other.resource);
    return (
        other.resource !== resource &&
        (isApart === true || (gateway !== undefined && isOfOtherNamespace && !sharesListeners(gateway, stack)))
    );
}
