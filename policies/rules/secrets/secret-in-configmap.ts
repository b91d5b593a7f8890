import { finding, kindRule } from "../../model/rule";
import { secretIn, secretInFile } from "../../model/secrets";

/** @see https://kubernetes.io/docs/concepts/configuration/configmap/ */
export const secretInConfigMap = kindRule({
    id: "secret-in-configmap",
    title: "ConfigMaps hold no secret.",
    severity: "critical",
    category: "security",
    level: "mandatory",
    rationale: "ConfigMaps are readable by far more people than Secrets and are encrypted by nobody.",
    fix: "Move the value to a Secret, or to AWS Secrets Manager.",
    sources: ["KSV-0109", "KSV-01010", "C-0012"],
    kinds: ["ConfigMap"],
    *check({ props }) {
        const texts = [
            ...props.key("data").entries.map(([name, value]) => ({ name, value, text: value.text ?? "" })),
            ...props.key("binaryData").entries.map(([name, value]) => ({
                name,
                value,
                text: Buffer.from(value.text ?? "", "base64").toString("utf8"),
            })),
        ];
        for (const { name, value, text } of texts) {
            const reason =
                secretIn(name, text) ??
                secretInFile(text) ??
                secretInFile(decoded(text)) ??
                secretIn("", decoded(text));
            if (reason !== undefined) {
                yield finding(value, `the entry ${JSON.stringify(name)} ${reason}`);
            }
        }
    },
});

const BASE64 = /^[A-Za-z0-9+/\s]{32,}={0,2}\s*$/;

/** What a text says that looks like base64. */
function decoded(text: string): string {
    return BASE64.test(text) ? Buffer.from(text, "base64").toString("utf8") : "";
}
