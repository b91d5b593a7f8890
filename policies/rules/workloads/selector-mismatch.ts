import { isReadBack } from "../../model/read-back";
import type { Resource } from "../../model/resource";
import { type Finding, finding, kindRule } from "../../model/rule";
import { matchesLabels, selects } from "../../model/selector";
import type { Value } from "../../model/value";

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector */
export const selectorMismatch = kindRule({
    id: "selector-mismatch",
    title: "A workload's selector selects the pods of its own template.",
    severity: "high",
    category: "reliability",
    level: "mandatory",
    rationale: "The API server refuses such a workload, after the update has begun.",
    fix: "Give the selector labels that the template has; leave it out in a Job or CronJob.",
    sources: ["kube-linter mismatching-selector", "kube-score"],
    kinds: [
        ...["apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "apps/ReplicaSet"],
        ...["ReplicationController", "batch/Job", "batch/CronJob"],
    ],
    check: (resource) => (resource.isPatch ? [] : judgeSelector(resource)),
});

/** The versions in which the API server filled in the labels of the template where there is no selector. */
const DEFAULTED = ["apps/v1beta1", "extensions/v1beta1"];

function judgeSelector(resource: Resource): Iterable<Finding> {
    const { kind = "", props } = resource;
    switch (kind) {
        case "CronJob":
            return judgeCronJob(props.at("spec.jobTemplate.spec"));
        case "Job":
            return isReadBack(resource) ? [] : judgeJob(props.key("spec"));
        case "ReplicationController":
            return judgeReplicationController(props.key("spec"));
        default:
            return judgeWorkload(kind, props.key("spec"), DEFAULTED.includes(resource.apiVersion ?? ""));
    }
}

function* judgeWorkload(kind: string, spec: Value, isDefaulted: boolean): Iterable<Finding> {
    const selector = spec.key("selector");
    if (selector.absent && isDefaulted) {
        if (hasNone(labelsOf(spec))) {
            yield withoutLabels(selector);
        }
    } else if (selector.absent) {
        yield finding(selector, `${selector.path} is not set; a ${kind} names labels of its pods there`);
    } else if (isEmpty(selector)) {
        yield finding(selector, `${selector.path} is empty; a ${kind} names labels of its pods there`);
    } else if (selects(selector, labelsOf(spec)) === "no") {
        yield mismatch(selector, labelsOf(spec));
    }
}

/** The API server fills in the labels of the template where there is no selector, which is a plain map. */
function* judgeReplicationController(spec: Value): Iterable<Finding> {
    const [selector, labels] = [spec.key("selector"), labelsOf(spec)];
    const isLeftOut = selector.absent || (selector.present && selector.entries.length === 0);
    if (isLeftOut && hasNone(labels)) {
        yield withoutLabels(selector);
    } else if (!isLeftOut && matchesLabels(selector, labels) === "no") {
        yield mismatch(selector, labels);
    }
}

/** A Job makes its own selector, unless it says that it does not; one that was read from a cluster has made it. */
function* judgeJob(spec: Value): Iterable<Finding> {
    const [selector, isManual] = [spec.key("selector"), spec.key("manualSelector")];
    if (isManual.outside(true) && selector.present && !isEmpty(selector)) {
        yield finding(selector, `${selector.path} is for the Job to make; only with manualSelector it takes another`);
    } else if (isManual.known === true && selector.absent) {
        yield finding(selector, `${selector.path} is not set, and manualSelector keeps the Job from making it`);
    } else if (isManual.known === true && selects(selector, labelsOf(spec)) === "no") {
        yield mismatch(selector, labelsOf(spec));
    }
}

function* judgeCronJob(spec: Value): Iterable<Finding> {
    const [selector, isManual] = [spec.key("selector"), spec.key("manualSelector")];
    if (selector.present) {
        yield finding(selector, `${selector.path} is for each Job to make`);
    }
    if (isManual.known === true) {
        yield finding(
            isManual,
            `${isManual.path} is true; a CronJob makes many Jobs, which need selectors of their own`,
        );
    }
}

function hasNone(labels: Value): boolean {
    return labels.absent || (labels.present && labels.entries.length === 0);
}

function withoutLabels(selector: Value): Finding {
    return finding(selector, `${selector.path} is not set, and the template has no labels to take in its place`);
}

function mismatch(selector: Value, labels: Value): Finding {
    const why = labels.absent ? "the template has no labels" : "the labels of the template are others";
    return finding(selector, `${selector.path} does not select its own pods: ${why}`);
}

function labelsOf(spec: Value): Value {
    return spec.at("template.metadata.labels");
}

/** True for a selector of all pods, which is refused. */
function isEmpty(selector: Value): boolean {
    return ["matchLabels", "matchExpressions"].every((part) => {
        const terms = selector.key(part);
        return !terms.isIncomplete && terms.entries.length + terms.items.length === 0;
    });
}
