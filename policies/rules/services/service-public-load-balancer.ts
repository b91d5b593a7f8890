import { openFamilies } from "../../../core/facts/network/cidr";
import { finding, kindRule } from "../../model/rule";
import type { Value } from "../../model/value";

const PREFIX = "service.beta.kubernetes.io/";

/** @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/ */
export const servicePublicLoadBalancer = kindRule({
    id: "service-public-load-balancer",
    title: "Load balancers of Services are internal, or limited to known addresses.",
    severity: "medium",
    category: "security",
    level: "advisory",
    rationale: "A public load balancer in front of a pod skips the ingress with its TLS, authentication and firewall.",
    fix: `Annotate ${PREFIX}aws-load-balancer-scheme: internal, or set spec.loadBalancerSourceRanges.`,
    sources: ["Pulumi kubernetes-no-public-services", "C-0256"],
    kinds: ["Service"],
    *check({ props }) {
        const spec = props.key("spec");
        if (spec.key("type").text !== "LoadBalancer" || isInternal(props.at("metadata.annotations"))) {
            return;
        }
        const ranges = sourceRanges(props);
        const cidrs = ranges.texts.flatMap((text) => text.split(","));
        if (ranges.absent || (!ranges.isUnknown && ranges.itemsOrSelf.length === 0)) {
            yield finding(
                ranges,
                "the load balancer is reachable from everywhere: it is not internal and has no source ranges",
            );
        } else if (openFamilies(cidrs).length > 0) {
            yield finding(ranges, `the load balancer is reachable from everywhere: ${cidrs.join(", ")}`);
        }
    },
});

/** On EKS, annotations of the AWS Load Balancer Controller, and of the in-tree controller before it. */
function isInternal(annotations: Value): boolean {
    const scheme = annotations.key(`${PREFIX}aws-load-balancer-scheme`);
    const legacy = annotations.key(`${PREFIX}aws-load-balancer-internal`);
    if (scheme.isIncomplete) {
        return true;
    }
    return scheme.present ? scheme.text === "internal" : ["true", "0.0.0.0/0"].includes(legacy.text ?? "");
}

/** The controller reads the annotation, a list with commas, where the field is empty. */
function sourceRanges(props: Value): Value {
    const listed = props.at("spec.loadBalancerSourceRanges");
    const annotated = props.at("metadata.annotations").key(`${PREFIX}load-balancer-source-ranges`);
    return annotated.isStated && !listed.isUnknown && listed.items.length === 0 ? annotated : listed;
}
