import { ZERO } from "../model/resource-amounts";
import { celPattern, celText } from "./cel";

/** CEL of whether resources ask for no amount: none is written, or zero. @param resources CEL of an optional */
export function hasNone(resources: string, field: "limits" | "requests", resource: string): string {
    return isNone(quantityOf(resources, field, resource));
}

/** {@link hasNone} for what is requested, where a limit without a request becomes the request. */
export function requestsNone(resources: string, resource: string): string {
    const [request, limit] = (["requests", "limits"] as const).map((field) => quantityOf(resources, field, resource));
    return isNone(`${request}.or(${limit})`);
}

function quantityOf(resources: string, field: string, resource: string): string {
    return `${resources}.?${field}[?${celText(resource)}]`;
}

function isNone(quantity: string): string {
    return `[${quantity}].all(q, !q.hasValue() || [dyn(q.value())].all(v, type(v) == string ? v.matches(${celPattern(ZERO)}) : v == 0))`;
}
