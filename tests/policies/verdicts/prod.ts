import { judgeAll } from "../../../policies/judging/judge-all";
import type { Judged } from "../../../policies/judging/judged";
import type { RawResource } from "../../../policies/model/resource";
import { type Data, edit } from "../support/edit";
import { compliantPod, workload } from "../support/workloads";

export const CONTAINER = "spec.containers[0]";

const of = (type: string, pod: Data, namespace = "shop") =>
    edit(
        workload({ type: `kubernetes:${type}`, prefix: "spec.template." }, pod),
        "props.metadata.namespace",
        namespace,
    );

export const daemonSet = (pod: Data, namespace?: string) => of("apps/v1:DaemonSet", pod, namespace);
export const deployment = (pod: Data, namespace?: string) => of("apps/v1:Deployment", pod, namespace);

/** The pod that complies, with other values at some places. */
export const withEdits = (...edits: readonly (readonly [path: string, value: unknown])[]): Data =>
    edits.reduce((pod, [path, value]) => edit(pod, path, value), compliantPod);

/** What prod says of resources, without relations. */
export async function judged(...raws: readonly RawResource[]): Promise<readonly Judged[]> {
    const found = await judgeAll(raws, { config: { all: "mandatory", "undetermined-relation": "disabled" } });
    return found.filter(
        ({ rule }) => !["namespace-guardrails", "disruption-budget", "dangling-reference"].includes(rule.id),
    );
}

export const shown = (found: readonly Judged[]) => found.map(({ rule, level }) => `${level} ${rule.id}`).sort();

export const mandatory = (found: readonly Judged[]) => found.filter(({ level }) => level === "mandatory");
