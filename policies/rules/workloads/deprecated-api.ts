import { minorOf } from "../../model/api-versions";
import { finding, kindRule } from "../../model/rule";

/** Minor version of Kubernetes 1.x since which a kind that is still served is deprecated, and what to use. */
const DEPRECATED: ReadonlyMap<string, { readonly since: number; readonly instead: string }> = new Map([
    ["ComponentStatus", { since: 19, instead: "the health endpoints of the API server" }],
    ["Endpoints", { since: 33, instead: "EndpointSlice" }],
]);

/** @see https://kubernetes.io/docs/reference/using-api/deprecation-policy/ */
export const deprecatedApi = kindRule({
    id: "deprecated-api",
    title: "Objects are of kinds that Kubernetes still develops.",
    severity: "low",
    category: "operations",
    level: "advisory",
    rationale: "A deprecated kind gets no new features, and a later version of Kubernetes serves it no longer.",
    fix: "Use the kind that took its place.",
    sources: ["kube-score stable-version", "gatekeeper verifydeprecatedapi"],
    kinds: [...DEPRECATED.keys()],
    *check({ kind = "", props }, { clusterVersion }) {
        const deprecated = DEPRECATED.get(kind);
        // Those that were read from a cluster are Kubernetes' own, which writes Endpoints for every Service.
        const isMade = props.at("metadata.uid").isStated;
        if (deprecated !== undefined && deprecated.since <= minorOf(clusterVersion) && !isMade) {
            yield finding(
                props.key("kind"),
                `${kind} is deprecated since Kubernetes 1.${deprecated.since}; use ${deprecated.instead}`,
            );
        }
    },
});
