import { isObject } from "../../../core/data";
import { inputAt, listOf, type StackResource, textOf, valueAt } from "../../stack-resource";
import { loadBalancerParts } from "../load-balancer";
import type { Part, Pricer } from "../part";
import type { Surroundings } from "../surroundings";

/** A load balancer that the program makes itself. */
export const priceLoadBalancer: Pricer = (balancer, surroundings) => {
    const isPublic = inputAt(balancer, "internal") !== true;
    const kind = textOf(inputAt(balancer, "loadBalancerType")) === "network" ? "network" : "application";
    const mappings = listOf(inputAt(balancer, "subnetMappings"));
    const zones = (listOf(inputAt(balancer, "subnets")) ?? mappings)?.length;
    const hasOwnAddresses = mappings?.some((mapping) => valueAt(mapping, ["allocationId"]) !== undefined) === true;
    return loadBalancerParts({ kind, isPublic, hasOwnAddresses, ...(zones !== undefined && { zones }) }, surroundings);
};

/** The load balancer that a controller makes for a Service; without a controller's class it is the cloud provider's, a classic one. */
export const priceService: Pricer = (service, surroundings) =>
    serviceParts(inputAt(service, "spec"), inputAt(service, "metadata", "annotations"), surroundings);

function serviceParts(spec: unknown, annotations: unknown, surroundings: Surroundings): readonly Part[] {
    if (valueAt(spec, ["type"]) !== "LoadBalancer") {
        return [];
    }
    const note = (name: string) =>
        textOf(valueAt(annotations, [`service.beta.kubernetes.io/aws-load-balancer-${name}`]));
    const ofClass = textOf(valueAt(spec, ["loadBalancerClass"]));
    const isNetwork = ofClass?.endsWith("/nlb") === true || ["external", "nlb", "nlb-ip"].includes(note("type") ?? "");
    const scheme = note("scheme") ?? (note("internal") === "true" ? "internal" : undefined);
    // The load balancer controller makes internal ones, the cloud provider public ones, where nobody says.
    const isPublic = (scheme ?? (isNetwork ? "internal" : "internet-facing")) === "internet-facing";
    const hasOwnAddresses = note("eip-allocations") !== undefined;
    return loadBalancerParts({ kind: isNetwork ? "network" : "classic", isPublic, hasOwnAddresses }, surroundings);
}

/** The load balancers of a release, as far as its values tell: those of the Services that they describe. */
export const priceRelease: Pricer = (release, surroundings) =>
    servicesIn(inputAt(release, "values")).flatMap((service, index) => {
        const spec = isObject(service.spec) ? service.spec : service;
        const parts = serviceParts(spec, service.annotations, surroundings);
        // Several load balancers of one release are told apart by their number.
        return index === 0
            ? parts
            : parts.map((part) => ({ ...part, name: `${part.name ?? "load balancer"} ${index + 1}` }));
    });

function servicesIn(values: unknown): readonly Readonly<Record<string, unknown>>[] {
    if (!isObject(values)) {
        return [];
    }
    return Object.entries(values).flatMap(([key, value]) =>
        key === "service" && isObject(value) ? [value] : servicesIn(value),
    );
}

const GROUP = "alb.ingress.kubernetes.io/group.name";

/** An Ingress of the load balancer controller has a load balancer of its own, or shares that of its group, which is counted once. */
export const priceIngress: Pricer = (ingress, surroundings) => {
    if (!isOfAlb(ingress, surroundings)) {
        return [];
    }
    const annotations = inputAt(ingress, "metadata", "annotations");
    const group = textOf(valueAt(annotations, [GROUP]));
    const sharing = surroundings
        .ofType(ingress.type)
        .filter((one) => isOfAlb(one, surroundings) && inputAt(one, "metadata", "annotations", GROUP) === group);
    if (group !== undefined && sharing[0]?.urn !== ingress.urn) {
        return [{ kind: "free", group: "network", detail: `shares the load balancer of the group ${group}` }];
    }
    const isPublic = valueAt(annotations, ["alb.ingress.kubernetes.io/scheme"]) === "internet-facing";
    return loadBalancerParts({ kind: "application", isPublic }, surroundings);
};

function isOfAlb(ingress: StackResource, surroundings: Surroundings): boolean {
    const named = textOf(inputAt(ingress, "spec", "ingressClassName"));
    const older = textOf(inputAt(ingress, "metadata", "annotations", "kubernetes.io/ingress.class"));
    const classes = surroundings.ofType("kubernetes:networking.k8s.io/v1:IngressClass");
    const found = classes.find((one) => inputAt(one, "metadata", "name") === named);
    const controller = found && textOf(inputAt(found, "spec", "controller"));
    return controller === undefined
        ? (named ?? older) === "alb"
        : ["ingress.k8s.aws/alb", "eks.amazonaws.com/alb"].includes(controller);
}
