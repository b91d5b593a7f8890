import assert from "node:assert/strict";
import { evaluate, toSubject } from "../../../policies/model/evaluate";
import { toResources } from "../../../policies/model/resource";
import { RULES } from "../../../policies/rules";

/** The fields of a pod that the Pod Security Standards look at. */
export interface PodUnderTest {
    readonly hostNetwork?: boolean;
    readonly hostPID?: boolean;
    readonly hostIPC?: boolean;
    readonly securityContext?: SecurityContext & { readonly sysctls?: readonly unknown[] };
    readonly volumes?: readonly Record<string, unknown>[];
    readonly containers: readonly ContainerUnderTest[];
    readonly initContainers?: readonly ContainerUnderTest[];
}

interface ContainerUnderTest {
    readonly name: string;
    readonly securityContext?: SecurityContext;
    readonly ports?: readonly { readonly hostPort?: number }[];
}

interface SecurityContext {
    readonly privileged?: boolean;
    readonly procMount?: string;
    readonly allowPrivilegeEscalation?: boolean;
    readonly runAsNonRoot?: boolean;
    readonly runAsUser?: number;
    readonly seccompProfile?: { readonly type?: string };
    readonly capabilities?: { readonly drop?: readonly string[]; readonly add?: readonly string[] };
    readonly seLinuxOptions?: unknown;
    readonly appArmorProfile?: unknown;
}

/** The rules of the policy pack that find something in a pod of a restricted namespace: those of Pod Security. */
export function restrictedViolations(spec: PodUnderTest): readonly string[] {
    const [resource] = toResources({ type: "kubernetes:core/v1:Pod", props: { spec } });
    assert(resource);
    const context = { config: {}, today: "2026-01-01", podSecurity: { level: "restricted" } } as const;
    return RULES.filter(({ id }) => id.startsWith("psa-"))
        .filter((rule) => evaluate(rule, toSubject(resource), context).findings.length > 0)
        .map(({ id }) => id);
}
