import { finding, kindRule } from "../../model/rule";
import { SECRET } from "../../model/value";

/** @see https://docs.aws.amazon.com/eks/latest/best-practices/data-encryption-and-secrets-management.html */
export const secretLiteral = kindRule({
    id: "secret-literal",
    title: "Secrets come from a secret store.",
    severity: "low",
    category: "security",
    level: "advisory",
    rationale: "A value in the program or its state is known to whoever reads them, and nobody rotates it.",
    fix: "Let the External Secrets Operator or the Secrets Store CSI driver fetch the value from AWS Secrets Manager.",
    sources: ["CIS EKS 4.4.2"],
    kinds: ["Secret"],
    *check({ props }) {
        for (const entries of ["data", "stringData"].map((field) => props.key(field))) {
            // A value that only an update can tell is no literal; nobody keeps closed what is empty.
            const values = entries.text === SECRET ? [entries] : entries.entries.map(([, value]) => value);
            if (values.some((value) => !value.isUnknown && value.present && !isFilledIn(value.text ?? ""))) {
                yield finding(entries, `${entries.path} holds literal values`);
            }
        }
    },
});

/** What is empty, encrypted, or filled in by whatever applies the manifest. */
const FILLED_IN =
    /^(|\$\(.*\)|\$\{.*\}|\$[A-Za-z_]\w*|\{\{.*\}\}|<.*>|__\w+__|%[\w.-]+%|@[\w.-]+@|enc\[.*\]|(vault|ref\+\w+):.*|op:\/\/.*)$/i;

/** In base64, too, as the entries of `data` are. */
function isFilledIn(text: string): boolean {
    return FILLED_IN.test(text) || (text !== "" && FILLED_IN.test(Buffer.from(text, "base64").toString("utf8") || "-"));
}
