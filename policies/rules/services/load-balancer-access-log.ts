import { loadBalancerAnnotation, SERVICE_PREFIX } from "../../model/load-balancer-annotations";
import { finding, kindRule } from "../../model/rule";

const ENABLED = "access_logs.s3.enabled=true";

/** @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#access-logs */
export const loadBalancerAccessLog = kindRule({
    id: "load-balancer-access-log",
    title: "Load balancers of Services and Ingresses keep access logs.",
    severity: "low",
    category: "operations",
    level: "advisory",
    rationale: "After an incident nobody can tell who called.",
    fix: `Add ${ENABLED} and access_logs.s3.bucket to the annotation of load balancer attributes.`,
    sources: ["FSBP ELB.5", "CKV_AWS_91", "CIS EKS 5.4.5"],
    kinds: ["Service", "networking.k8s.io/Ingress"],
    *check(resource) {
        const attributes = loadBalancerAnnotation(resource, {
            service: "attributes",
            ingress: "load-balancer-attributes",
        });
        const legacy = resource.props.at("metadata.annotations").key(`${SERVICE_PREFIX}access-log-enabled`);
        if (attributes === undefined || legacy.isUnknown || legacy.text === "true") {
            return;
        }
        if (attributes.absent || (attributes.present && !(attributes.text ?? "").includes(ENABLED))) {
            yield finding(attributes, `the load balancer keeps no access logs; required: ${ENABLED}`);
        }
    },
});
