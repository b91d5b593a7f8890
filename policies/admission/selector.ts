/**
 * CEL of whether a label selector selects labels. An empty selector selects everything, an absent one nothing.
 *
 * @param selector CEL of an optional
 */
export function selects(selector: string, labels: string): string {
    const expression = [
        `e.operator == "Exists" ? e.key in ${labels} : `,
        `e.operator == "DoesNotExist" ? !(e.key in ${labels}) : `,
        `(${labels}[?e.key].orValue("") in e.?values.orValue([]) && e.key in ${labels}) == (e.operator == "In")`,
    ].join("");
    return (
        `[${selector}].exists(s, s.hasValue() && ` +
        `s.?matchLabels.orValue({}).all(k, ${labels}[?k] == s.?matchLabels[?k]) && ` +
        `s.?matchExpressions.orValue([]).all(e, ${expression}))`
    );
}
