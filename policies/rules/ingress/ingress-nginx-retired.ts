import type { Resource } from "../../model/resource";
import { type Finding, finding, resourceRule } from "../../model/rule";
import type { Value } from "../../model/value";

export const RETIRED_CONTROLLER = "k8s.io/ingress-nginx";
export const RETIRED_IMAGE = /(^|\/)ingress-nginx\/controller(-chroot)?[:@]/;

/** @see https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/ */
export const ingressNginxRetired = resourceRule({
    id: "ingress-nginx-retired",
    title: "The retired ingress-nginx controller is not installed.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "It gets no releases since March 2026, security fixes included.",
    fix: "Use a maintained controller: AWS Load Balancer Controller, Traefik, HAProxy, F5 NGINX, or the Gateway API.",
    sources: ["C-0292"],
    check: findRetired,
});

function* findRetired({ group, kind, props, type }: Resource): Iterable<Finding> {
    if (type.startsWith("kubernetes:helm.sh/")) {
        const chart = props.key("chart");
        const repository = [props.at("repositoryOpts.repo"), props.at("fetchOpts.repo")].find(isRetiredRepository);
        if (/(^|\/)ingress-nginx(-[\d.]+)?(\.tgz)?$/.test(chart.text ?? "")) {
            yield finding(chart, `the chart is ${chart}`);
        } else if (repository !== undefined) {
            yield finding(repository, `the chart's repository is ${repository}`);
        }
    } else if (group === "networking.k8s.io" && kind === "IngressClass") {
        const controller = props.at("spec.controller");
        if (controller.text === RETIRED_CONTROLLER) {
            yield finding(controller, `the class is served by ${RETIRED_CONTROLLER}`);
        }
    }
    for (const container of containersOf(props)) {
        const image = container.key("image");
        if (RETIRED_IMAGE.test(image.text ?? "")) {
            yield finding(image, `the container runs ${image}`);
        }
    }
}

function isRetiredRepository(repository: Value): boolean {
    return /kubernetes\.github\.io\/ingress-nginx\/?$/.test(repository.text ?? "");
}

/** The controller is a Deployment or a DaemonSet. */
function containersOf(props: Value): readonly Value[] {
    return props.at("spec.template.spec.containers").items;
}
