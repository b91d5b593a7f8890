import { minorOf, REMOVED_APIS } from "../../model/api-versions";
import { finding, kindRule } from "../../model/rule";

/** @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/ */
export const removedApi = kindRule({
    id: "removed-api",
    title: "Objects are written in API versions that the cluster still serves.",
    severity: "high",
    category: "reliability",
    level: "mandatory",
    rationale: "The API server refuses the object, after the update has begun.",
    fix: "Write the object in the version that took its place; check its fields in the deprecation guide.",
    sources: ["KSV-0107", "kube-score stable-version", "gatekeeper verifydeprecatedapi"],
    kinds: REMOVED_APIS.flatMap(({ apiVersion, kinds }) => kinds.map((kind) => `${apiVersion.split("/")[0]}/${kind}`)),
    *check({ apiVersion, kind = "", props }, { clusterVersion }) {
        const api = REMOVED_APIS.find(
            (candidate) => candidate.apiVersion === apiVersion && candidate.kinds.includes(kind),
        );
        if (api !== undefined && api.removedIn <= minorOf(clusterVersion)) {
            const instead = api.replacement === undefined ? "the kind is gone" : `use ${api.replacement}`;
            yield finding(
                props.key("apiVersion"),
                `${kind} in ${apiVersion} is not served since Kubernetes 1.${api.removedIn}; ${instead}`,
            );
        }
    },
});
