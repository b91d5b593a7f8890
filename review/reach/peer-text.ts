import type { Value } from "../../policies/model/value";

/** A peer of a rule as readers are told: `pods app=web of namespace shop`, `every pod`, `10.0.0.0/8 except 10.1.0.0/16`. */
export function peerText(peer: Value, policyNamespace: string | undefined): string {
    if (peer.isUnknown) {
        return "what is known only after the update";
    }
    const block = peer.key("ipBlock");
    if (block.isStated) {
        return block.isUnknown ? "unknown addresses" : blockText(textOf(block.key("cidr")), block.key("except"));
    }
    const [namespaces, pods] = [peer.key("namespaceSelector"), peer.key("podSelector")];
    const wanted = pods.isStated ? selectorText(pods) : "";
    const where = namespaces.isStated ? placeText(namespaces) : ` of namespace ${policyNamespace ?? "unknown"}`;
    return `${wanted === "" ? "every pod" : `pods ${wanted}`}${where}`;
}

function blockText(cidr: string, except: Value): string {
    const leftOut = except.isUnknown ? ["unknown addresses"] : except.items.map(textOf);
    return leftOut.length === 0 ? cidr : `${cidr} except ${leftOut.join(", ")}`;
}

const NAME = "kubernetes.io/metadata.name";

function placeText(selector: Value): string {
    const text = selectorText(selector);
    if (text === "") {
        return "";
    }
    const name = new RegExp(`^${NAME.replaceAll(".", "\\.")}=([^,\\s]+)$`).exec(text)?.[1];
    return name === undefined ? ` of namespaces ${text}` : ` of namespace ${name}`;
}

/** A selector as kubectl writes it, empty for one that selects everything. */
function selectorText(selector: Value): string {
    if (selector.isUnknown) {
        return "with unknown labels";
    }
    const [labels, expressions] = [selector.key("matchLabels"), selector.key("matchExpressions")];
    return [
        ...(labels.isUnknown ? ["unknown labels"] : labels.entries.map(([key, value]) => `${key}=${textOf(value)}`)),
        ...(expressions.isUnknown ? ["unknown labels"] : expressions.items.map(expressionText)),
    ].join(", ");
}

function expressionText(expression: Value): string {
    const [key, operator, values] = [expression.key("key"), expression.key("operator"), expression.key("values")];
    const list = `(${values.isUnknown ? "unknown" : values.items.map(textOf).join(", ")})`;
    switch (textOf(operator)) {
        case "In":
            return `${textOf(key)} in ${list}`;
        case "NotIn":
            return `${textOf(key)} not in ${list}`;
        case "Exists":
            return textOf(key);
        case "DoesNotExist":
            return `without ${textOf(key)}`;
        default:
            return "by unknown labels";
    }
}

function textOf(value: Value): string {
    return value.isUnknown ? "unknown" : String(value.known ?? "");
}
