import { Role, RoleBinding } from "@pulumi/kubernetes/rbac/v1";
import * as pulumi from "@pulumi/pulumi";
import type { NamespaceConfig } from "./namespace-schema";

/** Arguments of a {@link TeamAccess}. */
export interface TeamAccessArgs {
    /** The namespace that the team works in. */
    readonly namespace: pulumi.Input<string>;
    /** The team's group and what it may do. */
    readonly team: NonNullable<NamespaceConfig["team"]>;
}

const READ = ["get", "list", "watch"];
const WRITE = [...READ, "create", "update", "patch", "delete"];

/** Workloads and what belongs to them; quotas, network policies and RBAC stay with the platform. */
const workloadRules = (verbs: string[]) => [
    { apiGroups: ["apps"], resources: ["deployments", "statefulsets"], verbs },
    { apiGroups: ["apps"], resources: ["replicasets"], verbs: READ },
    { apiGroups: ["batch"], resources: ["jobs", "cronjobs"], verbs },
    { apiGroups: ["autoscaling"], resources: ["horizontalpodautoscalers"], verbs },
    { apiGroups: ["policy"], resources: ["poddisruptionbudgets"], verbs },
    { apiGroups: ["networking.k8s.io"], resources: ["ingresses"], verbs },
    { apiGroups: ["networking.k8s.io"], resources: ["networkpolicies"], verbs: READ },
    { apiGroups: [""], resources: ["services", "configmaps", "persistentvolumeclaims"], verbs },
    { apiGroups: [""], resources: ["pods/log", "events", "resourcequotas", "limitranges"], verbs: READ },
];

const RULES = {
    /** Secrets and shells stay closed: a developer who needs one asks for a time-limited access entry. */
    developer: [...workloadRules(WRITE), { apiGroups: [""], resources: ["pods"], verbs: [...READ, "delete"] }],
    viewer: [...workloadRules(READ), { apiGroups: [""], resources: ["pods"], verbs: READ }],
};

/** A team's permissions in its namespace: a Role of its own, bound to its group. */
export class TeamAccess extends pulumi.ComponentResource {
    constructor(name: string, args: TeamAccessArgs, opts: pulumi.ComponentResourceOptions) {
        super("eks-platform:namespaces:TeamAccess", name, args, opts);
        const { group, role: roleName } = args.team;
        const metadata = { name: `team-${roleName}`, namespace: args.namespace };
        const role = new Role(`${name}-role`, { metadata, rules: RULES[roleName] }, { parent: this });
        new RoleBinding(
            `${name}-binding`,
            {
                metadata,
                roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: role.metadata.name },
                subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: group }],
            },
            { parent: this },
        );
        this.registerOutputs({});
    }
}
