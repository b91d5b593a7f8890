import { allowedDisruptions, type Budget, budgetOf } from "../model/disruption";
import { kindOf, labelOf, namespaceOf } from "../model/identity";
import type { Selection, StackPods } from "../model/pod-index";
import { findingAt, leaveOpen, type Relation, type RelationFinding } from "../model/relation";
import { type Replicas, replicasOf, SCALER_KINDS, scales } from "../model/replicas";
import type { Resource } from "../model/resource";
import { numberOf } from "../model/rule";
import { selects } from "../model/selector";
import type { Stack } from "../model/stack";

const BUDGET = "policy/PodDisruptionBudget";

/** @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/ */
export const disruptionBudget: Relation = {
    id: "disruption-budget",
    title: "Workloads run several replicas, with one disruption budget that lets nodes be drained.",
    severity: "low",
    category: "reliability",
    level: "advisory",
    rationale:
        "Without a budget a node drain may stop all replicas at a time; a budget that allows no disruption, or two " +
        "budgets for one pod, block the drain for ever. What counts is the least number of pods that an autoscaler keeps. " +
        "A Deployment that leaves its number out runs one pod where nothing scales it; a number that is stated is for " +
        "the rule single-replica to judge.",
    fix:
        "Give each workload one PodDisruptionBudget with maxUnavailable 1, or minAvailable below the least number of " +
        "replicas; set spec.replicas, or give the workload an autoscaler.",
    sources: [
        "kube-score deployment-has-poddisruptionbudget",
        "kube-linter pdb-max-unavailable",
        "kube-linter pdb-min-available",
        "polaris missingPodDisruptionBudget",
        "polaris pdbMinAvailableGreaterThanHPAMinReplicas",
        "kyverno require-pdb",
        "kube-score deployment-replicas",
    ],
    config: {
        minimum: {
            description: "Fewest pods of a Deployment that leaves spec.replicas out; 1 asks for no more than that.",
            type: "integer",
            minimum: 1,
            default: 2,
        },
    },
    *check(stack, { config }) {
        for (const cluster of stack.clusters) {
            yield* judgeCluster(cluster, numberOf(config, "minimum") ?? 2);
        }
    },
};

function* judgeCluster(stack: Stack, minimum: number): Iterable<RelationFinding> {
    const replicas = replicasOf(stack);
    const budgets = stack.ofKind(BUDGET).map((budget) => ({ budget, selection: podsOf(budget, stack) }));
    const coverage = coverageOf(budgets);
    const reported = new Set<Resource>();
    for (const pods of stack.pods.pods) {
        const { certain, possible } = coverage.get(pods) ?? { certain: [], possible: [] };
        const own = replicas.get(pods.resource);
        if (own !== undefined && minimum > 1) {
            yield* judgeLeftOut(pods, own, stack);
        }
        if (own !== undefined && certain.length === 0) {
            yield* judgeUncovered(pods, own, possible.length > 0, stack);
        }
        for (const second of certain.slice(1).filter((budget) => !reported.has(budget))) {
            reported.add(second);
            const message = `the pods of ${labelOf(pods.resource)} have another budget, ${labelOf(certain[0] ?? second)}`;
            yield findingAt(second, second.props.at("spec.selector"), message);
        }
    }
    for (const { budget, selection } of budgets) {
        yield* judgeBudget(budget, selection, replicas);
    }
}

interface Coverage {
    readonly certain: Resource[];
    readonly possible: Resource[];
}

function coverageOf(budgets: readonly { readonly budget: Resource; readonly selection: Selection }[]) {
    const coverage = new Map<StackPods, Coverage>();
    for (const { budget, selection } of budgets) {
        for (const kind of ["certain", "possible"] as const) {
            for (const pods of selection[kind]) {
                const entry: Coverage = coverage.get(pods) ?? { certain: [], possible: [] };
                coverage.set(pods, entry);
                entry[kind].push(budget);
            }
        }
    }
    return coverage;
}

/** Without a selector a budget selects nothing; with an empty one everything, but nothing in `policy/v1beta1`. */
function podsOf(budget: Resource, stack: Stack): Selection {
    const selector = budget.props.at("spec.selector");
    const isNone =
        !selector.isStated ||
        (budget.apiVersion === "policy/v1beta1" && !selector.isUnknown && selector.entries.length === 0);
    return isNone ? { certain: [], possible: [] } : stack.selectedPods(namespaceOf(budget), selector);
}

const DEPLOYMENTS = ["apps/Deployment", "argoproj.io/Rollout"];
const AUTOSCALER = "autoscaling/HorizontalPodAutoscaler";

/** A number that is left out is 1, unless an autoscaler sets it. */
function* judgeLeftOut({ resource, namespace }: StackPods, own: Replicas, stack: Stack): Iterable<RelationFinding> {
    const isLeftOut = own.resource === resource && !own.at.isStated && !resource.isPatch;
    if (!isLeftOut || !DEPLOYMENTS.includes(kindOf(resource) ?? "")) {
        return;
    }
    const source =
        namespace === undefined
            ? undefined
            : (stack.otherSource(AUTOSCALER, namespace) ?? scalerElsewhere(resource, namespace, stack));
    if (own.count === undefined || namespace === undefined || source !== undefined) {
        leaveOpen(resource, own.at, `whether ${source ?? "an autoscaler"} scales ${labelOf(resource)}`);
    } else {
        const message = `${labelOf(resource)} leaves spec.replicas out and runs 1 replica, because no autoscaler targets it`;
        yield findingAt(resource, own.at, message);
    }
}

/** An autoscaler of another folder that names the workload. */
function scalerElsewhere(workload: Resource, namespace: string, stack: Stack): string | undefined {
    const [scaler] = stack
        .elsewhere(...SCALER_KINDS)
        .filter((one) => namespaceOf(one) === namespace && scales(one, workload) !== "no");
    return scaler && labelOf(scaler);
}

/** A budget of another folder that selects the pods. */
function budgetElsewhere({ namespace, labels, stated }: StackPods, stack: Stack): string | undefined {
    const [budget] = stack
        .elsewhere(BUDGET)
        .filter((one) => namespaceOf(one) === namespace)
        .filter(({ props }) => selects(props.at("spec.selector"), labels, stated) !== "no");
    return budget && labelOf(budget);
}

function* judgeUncovered(
    pods: StackPods,
    { resource: scaler, at, count }: Replicas,
    mayBeCovered: boolean,
    stack: Stack,
): Iterable<RelationFinding> {
    const { resource, namespace } = pods;
    if (resource.isPatch || (count !== undefined && count < 2)) {
        return;
    }
    const source =
        namespace === undefined ? undefined : (stack.otherSource(BUDGET, namespace) ?? budgetElsewhere(pods, stack));
    if (count === undefined || mayBeCovered || namespace === undefined || source !== undefined) {
        leaveOpen(scaler, at, `whether ${source ?? "a budget"} protects the pods of ${labelOf(resource)}`);
        return;
    }
    const message = `${labelOf(resource)} runs ${count} replicas and no PodDisruptionBudget selects them`;
    yield findingAt(resource, scaler === resource ? at : resource.props.at("spec.replicas"), message);
}

function* judgeBudget(
    budget: Resource,
    { certain, possible }: Selection,
    replicas: ReadonlyMap<Resource, Replicas>,
): Iterable<RelationFinding> {
    const spec = budget.props.key("spec");
    const limits = budgetOf(spec);
    const at = spec.key(spec.key("minAvailable").isStated ? "minAvailable" : "maxUnavailable");
    if (limits === undefined) {
        leaveOpen(budget, at);
        return;
    }
    if (budget.isPatch) {
        return;
    }
    if (limits.minAvailable !== undefined && limits.maxUnavailable !== undefined) {
        // The API server takes no such budget, as the rule disruption-budget-amount says.
        return;
    }
    if (neverAllows(limits)) {
        yield findingAt(budget, at, `the budget never lets a pod be stopped: ${at.path} is ${at}`);
        return;
    }
    if (certain.some(({ resource }) => !replicas.has(resource))) {
        // Nobody says how many pods a DaemonSet or a Job makes.
        return;
    }
    const counts = certain.map(({ resource }) => replicas.get(resource)?.count);
    const pods = counts.reduce<number | undefined>(
        (sum, count) => (sum === undefined || count === undefined ? undefined : sum + count),
        0,
    );
    if (pods === undefined || possible.length > 0) {
        leaveOpen(budget, at, "how many pods the budget selects");
    } else if (pods > 0 && (allowedDisruptions(limits, pods) ?? 1) < 1) {
        const message = `the budget never lets a pod be stopped: ${at.path} is ${at}, and it selects ${pods} pods at the least`;
        yield findingAt(budget, at, message);
    }
}

/** True where the number of pods does not matter. */
function neverAllows({ minAvailable, maxUnavailable }: Budget): boolean {
    const isNone = maxUnavailable === 0 || maxUnavailable === "0%";
    const isAll = typeof minAvailable === "string" && (allowedDisruptions({ minAvailable }, 100) ?? 1) < 1;
    return isNone || isAll || (minAvailable === undefined && maxUnavailable === undefined);
}
