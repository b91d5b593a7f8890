import { isObject } from "../../core/data";
import type { Grant } from "../model/access";
import { inputAt, listOf, type StackResource, textOf } from "../stack-resource";
import { rulesText } from "./rules-text";

/** What Kubernetes' own ClusterRoles allow, in words. */
const BUILT_IN: ReadonlyMap<string, string> = new Map([
    ["cluster-admin", "everything"],
    ["admin", "change everything in the namespace, Secrets, roles and role bindings too, but not quotas"],
    ["edit", "change workloads, Services, ConfigMaps and Secrets, and open shells in pods"],
    ["view", "read all in the namespace but Secrets and roles"],
]);

/** What the members of each Kubernetes group, and each user, may do by the bindings of a stack. */
export function boundGrants(resources: readonly StackResource[]): ReadonlyMap<string, readonly Grant[]> {
    const found = new Map<string, Grant[]>();
    for (const binding of resources.filter((resource) => isRbac(resource, "RoleBinding", "ClusterRoleBinding"))) {
        const namespace = isRbac(binding, "RoleBinding") ? (namespaceOf(binding) ?? "default") : undefined;
        const kind = textOf(inputAt(binding, "roleRef", "kind")) ?? "Role";
        const role = textOf(inputAt(binding, "roleRef", "name")) ?? "";
        for (const subject of listOf(inputAt(binding, "subjects")) ?? []) {
            if (!isObject(subject) || (subject.kind !== "Group" && subject.kind !== "User")) {
                continue;
            }
            const name = String(subject.name);
            const grant: Grant = {
                allows: [
                    ...allowedBy(resources, kind, role, namespace),
                    ...(subject.kind === "Group" ? limitsOf(resources, name) : []),
                ],
                ...(namespace !== undefined && { namespaces: [namespace] }),
                because: [
                    `${subject.kind.toLowerCase()} ${name}`,
                    `${kindOf(binding)} ${nameOf(binding)}`,
                    `${kind} ${role}`,
                ],
            };
            found.set(name, [...(found.get(name) ?? []), grant]);
        }
    }
    return found;
}

function allowedBy(
    resources: readonly StackResource[],
    kind: string,
    name: string,
    namespace: string | undefined,
): string[] {
    const role = resources.find(
        (resource) =>
            isRbac(resource, kind) &&
            nameOf(resource) === name &&
            (kind === "ClusterRole" || (namespaceOf(resource) ?? "default") === namespace),
    );
    if (role) {
        return rulesText(listOf(inputAt(role, "rules")) ?? []);
    }
    const known = kind === "ClusterRole" ? BUILT_IN.get(name) : undefined;
    return [known ?? `what the ${kind} ${name} allows, which is not in the stack`];
}

/** What a ValidatingAdmissionPolicy of the stack that is for one group alone takes from it again, in the policy's words. */
function limitsOf(resources: readonly StackResource[], group: string): string[] {
    return resources
        .filter(({ type }) => type.endsWith(":ValidatingAdmissionPolicy"))
        .filter((policy) =>
            (listOf(inputAt(policy, "spec", "matchConditions")) ?? []).some(
                (condition) => isObject(condition) && condition.expression === `'${group}' in request.userInfo.groups`,
            ),
        )
        .flatMap((policy) =>
            (listOf(inputAt(policy, "spec", "validations")) ?? []).map(
                (validation) =>
                    `less, by ValidatingAdmissionPolicy ${nameOf(policy)}: ${isObject(validation) ? String(validation.message) : ""}`,
            ),
        );
}

function isRbac({ type }: StackResource, ...kinds: readonly string[]): boolean {
    const [, api = "", kind = ""] = type.split(":");
    return api.startsWith("rbac.authorization.k8s.io/") && kinds.includes(kind);
}

function kindOf({ type }: StackResource): string {
    return type.split(":").at(-1) ?? type;
}

function nameOf(resource: StackResource): string {
    return textOf(inputAt(resource, "metadata", "name")) ?? "";
}

function namespaceOf(resource: StackResource): string | undefined {
    return textOf(inputAt(resource, "metadata", "namespace"));
}
