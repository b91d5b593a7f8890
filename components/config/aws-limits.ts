import { type Constraints, inputAt } from "../../core/facts/aws/catalog";
import { textBreach } from "../../core/facts/aws/catalog/constraints";

/**
 * Least and most characters of a text.
 *
 * @throws Error where AWS's models set no limit
 */
export function lengthsOf({ minLength = 0, maxLength }: Constraints): { readonly min: number; readonly max: number } {
    if (maxLength === undefined) {
        throw new Error("the catalog of AWS's resource types has no limit here");
    }
    return { min: minLength, max: maxLength };
}

/** Whether AWS takes a text for the input of a resource. */
export function takes(type: string, path: string): (text: string) => boolean {
    const input = inputAt(type, path);
    return (text) => textBreach(text, input) === undefined;
}
