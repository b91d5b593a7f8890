import type { Value } from "./value";

/** `unknown` when the answer depends on a value that only an update can tell. */
export type Match = "yes" | "no" | "unknown";

/** Whether labels that are not stated are certain to be missing. A patch, or a namespace from elsewhere, states only some. */
export type Stated = "all" | "some";

/**
 * Whether a Kubernetes label selector selects labels. An empty selector selects everything; an absent one nothing.
 *
 * @param selector an object with `matchLabels` and `matchExpressions`
 */
export function selects(selector: Value, labels: Value, stated: Stated = "all"): Match {
    if (selector.isUnknown || labels.isUnknown) {
        return "unknown";
    }
    if (!selector.present) {
        return "no";
    }
    return all([
        matchesLabels(selector.key("matchLabels"), labels, stated),
        ...(selector.key("matchExpressions").isUnknown
            ? (["unknown"] as const)
            : selector
                  .key("matchExpressions")
                  .items.map((expression) => matchesExpression(expression, labels, stated))),
    ]);
}

/** Whether labels include all of those wanted, as in the selector of a Service. */
export function matchesLabels(wanted: Value, labels: Value, stated: Stated = "all"): Match {
    if (wanted.isUnknown || labels.isUnknown) {
        return "unknown";
    }
    return all(
        wanted.entries.map(([name, value]) => {
            const label = labels.key(name);
            if (label.isUnknown || value.isUnknown || isOpen(name, label, stated)) {
                return "unknown";
            }
            return label.text !== undefined && label.text === value.text ? "yes" : "no";
        }),
    );
}

function matchesExpression(expression: Value, labels: Value, stated: Stated): Match {
    const [name, operator, values] = [expression.key("key"), expression.key("operator"), expression.key("values")];
    if ([expression, name, operator, values].some((part) => part.isUnknown)) {
        return "unknown";
    }
    const label = labels.key(name.text ?? "");
    if (isOpen(name.text ?? "", label, stated)) {
        return "unknown";
    }
    if (operator.text === "Exists" || operator.text === "DoesNotExist") {
        return label.isStated === (operator.text === "Exists") ? "yes" : "no";
    }
    if (label.isUnknown || values.items.some((value) => value.isUnknown)) {
        return "unknown";
    }
    const listed = label.text !== undefined && values.texts.includes(label.text);
    return listed === (operator.text === "In") ? "yes" : "no";
}

/** Labels that controllers write on the pods that they make, whatever the template says. */
export const LABELS_OF_CONTROLLERS: ReadonlySet<string> = new Set([
    ...["job-name", "controller-uid", "batch.kubernetes.io/job-name", "batch.kubernetes.io/controller-uid"],
    ...[
        "batch.kubernetes.io/job-completion-index",
        "apps.kubernetes.io/pod-index",
        "statefulset.kubernetes.io/pod-name",
    ],
    ...["controller-revision-hash", "pod-template-hash", "rollouts-pod-template-hash"],
]);

function isOpen(name: string, label: Value, stated: Stated): boolean {
    return (stated === "some" || LABELS_OF_CONTROLLERS.has(name)) && !label.isStated;
}

/** `yes` when all are, `no` when one is not. */
export function all(matches: readonly Match[]): Match {
    return matches.includes("no") ? "no" : matches.includes("unknown") ? "unknown" : "yes";
}

/** `yes` when one is, `no` when none can be. */
export function any(matches: readonly Match[]): Match {
    return matches.includes("yes") ? "yes" : matches.includes("unknown") ? "unknown" : "no";
}

export function not(match: Match): Match {
    return match === "yes" ? "no" : match === "no" ? "yes" : "unknown";
}
