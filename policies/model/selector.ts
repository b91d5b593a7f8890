import type { Value } from "./value";

/** `unknown` when the answer depends on a value that only an update can tell. */
export type Match = "yes" | "no" | "unknown";

/**
 * Whether a Kubernetes label selector selects labels. An empty selector selects everything; an absent one nothing.
 *
 * @param selector an object with `matchLabels` and `matchExpressions`
 */
export function selects(selector: Value, labels: Value): Match {
    if (selector.isUnknown || labels.isUnknown) {
        return "unknown";
    }
    if (!selector.present) {
        return "no";
    }
    return all([
        matchesLabels(selector.key("matchLabels"), labels),
        ...(selector.key("matchExpressions").isUnknown
            ? (["unknown"] as const)
            : selector.key("matchExpressions").items.map((expression) => matchesExpression(expression, labels))),
    ]);
}

function matchesLabels(wanted: Value, labels: Value): Match {
    if (wanted.isUnknown || labels.isUnknown) {
        return "unknown";
    }
    return all(
        wanted.entries.map(([name, value]) => {
            const label = labels.key(name);
            if (label.isUnknown || value.isUnknown) {
                return "unknown";
            }
            return label.text !== undefined && label.text === value.text ? "yes" : "no";
        }),
    );
}

function matchesExpression(expression: Value, labels: Value): Match {
    const [name, operator, values] = [expression.key("key"), expression.key("operator"), expression.key("values")];
    if ([expression, name, operator, values].some((part) => part.isUnknown)) {
        return "unknown";
    }
    const label = labels.key(name.text ?? "");
    if (operator.text === "Exists" || operator.text === "DoesNotExist") {
        return label.isStated === (operator.text === "Exists") ? "yes" : "no";
    }
    if (label.isUnknown || values.items.some((value) => value.isUnknown)) {
        return "unknown";
    }
    const listed = label.text !== undefined && values.texts.includes(label.text);
    return listed === (operator.text === "In") ? "yes" : "no";
}

function all(matches: readonly Match[]): Match {
    return matches.includes("no") ? "no" : matches.includes("unknown") ? "unknown" : "yes";
}
