import { ingressSnippet, SNIPPET } from "../../rules/ingress/ingress-snippet";
import { celPattern } from "../cel";
import { kindCheck } from "../check";

export const ingressSnippetCheck = kindCheck({
    rule: ingressSnippet,
    reads: ["metadata.annotations"],
    findings: () =>
        `variables.annotations.filter(a, a.matches(${celPattern(SNIPPET)})).map(a, "the Ingress has the annotation " + a)`,
});
