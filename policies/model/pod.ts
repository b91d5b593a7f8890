import type { Resource } from "./resource";
import type { Value } from "./value";

/** How a container takes part in its pod. A sidecar is an init container that keeps running. */
export type ContainerRole = "init" | "sidecar" | "main" | "ephemeral";

const CONTAINER_FIELDS = ["initContainers", "containers", "ephemeralContainers"] as const;
type ContainerField = (typeof CONTAINER_FIELDS)[number];

function roleOf(field: ContainerField, restartPolicy: unknown): ContainerRole {
    if (field === "initContainers") {
        return restartPolicy === "Always" ? "sidecar" : "init";
    }
    return field === "containers" ? "main" : "ephemeral";
}

/** One container of a pod. */
export class Container {
    /** @param field the list of the pod's spec that holds it */
    constructor(
        private readonly field: ContainerField,
        readonly value: Value,
        private readonly podSecurityContext: Value,
    ) {}

    get role(): ContainerRole {
        return roleOf(this.field, this.ownPolicy?.text);
    }

    /** What makes a sidecar of an init container; it decides nothing about the others. */
    private get ownPolicy(): Value | undefined {
        return this.field === "initContainers" ? this.value.key("restartPolicy") : undefined;
    }

    /** How messages call it, for example `container "app"` or `init container "migrate"`. */
    get label(): string {
        const name = this.value.key("name");
        const role = roleOf(this.field, this.ownPolicy?.unread);
        const isUnknown = name.isStated && name.unread === undefined;
        return `${ROLE_LABELS[role]} ${isUnknown ? "(name unknown)" : JSON.stringify(name.unread ?? "")}`;
    }

    at(path: string): Value {
        return this.value.at(path);
    }

    /** A field of the container's own security context. */
    security(path: string): Value {
        return this.value.key("securityContext").at(path);
    }

    /**
     * A security setting as the container gets it: its own, else the pod's. The value's path tells the origin; an
     * absent result has the container's path.
     */
    effective(field: EffectiveField): Value {
        const own = this.security(field);
        if (own.isUnknown || own.present) {
            return own;
        }
        const inherited = this.podSecurityContext.at(field);
        return inherited.isUnknown || inherited.present ? inherited : own;
    }
}

/** Security settings that a container inherits from its pod. */
export type EffectiveField =
    | "runAsNonRoot"
    | "runAsUser"
    | "runAsGroup"
    | "seccompProfile"
    | "appArmorProfile"
    | "seLinuxOptions"
    | "windowsOptions";

const ROLE_LABELS: Readonly<Record<ContainerRole, string>> = {
    init: "init container",
    sidecar: "sidecar container",
    main: "container",
    ephemeral: "ephemeral container",
};

/** A pod, or the template of the pods that a workload makes. */
export class PodView {
    readonly metadata: Value;
    readonly spec: Value;

    constructor(
        readonly resource: Resource,
        template: Value,
    ) {
        this.metadata = template.key("metadata");
        this.spec = template.key("spec");
    }

    get securityContext(): Value {
        return this.spec.key("securityContext");
    }

    /** Every container, in the order in which Kubernetes visits them: init, main, ephemeral. */
    get containers(): readonly Container[] {
        return CONTAINER_FIELDS.flatMap((field) =>
            this.spec.key(field).items.map((value) => new Container(field, value, this.securityContext)),
        );
    }
}
