import { finding, kindRule } from "../../model/rule";
import { isFileName, isPlainText, secretInFile } from "../../model/secrets/files";
import { credentialIn, secretIn } from "../../model/secrets/texts";

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
            const reason = secretInEntry(name, text) ?? secretInEntry("", decoded(text));
            if (reason !== undefined) {
                yield finding(value, `the entry ${JSON.stringify(name)} ${reason}`);
            }
        }
    },
});

/** A key with an ending is a file, whose name says nothing about what is in it. */
function secretInEntry(name: string, text: string): string | undefined {
    const isFile = isFileName(name) || !isPlainText(text);
    return (isFile ? credentialIn("", text) : secretIn(name, text)) ?? secretInFile(text, name);
}

const BASE64 = /^[A-Za-z0-9+/\s]{32,}={0,2}\s*$/;

/** What a text says that looks like base64. */
function decoded(text: string): string {
    return BASE64.test(text) ? Buffer.from(text, "base64").toString("utf8") : "";
}
