import { finding, kindRule } from "../../model/rule";
import { isFileName, isPlainText, secretInFile } from "../../model/secrets/files";
import { accessKeyIds } from "../../model/secrets/names";
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
        const ids = accessKeyIds(texts.map(({ name }) => name));
        for (const { name, value, text } of texts) {
            const others = texts.filter((other) => other.name !== name).map((other) => other.text);
            const marked = withoutReplaced(text, others);
            const reason = secretInEntry(ids.has(name) ? "" : name, marked) ?? secretInEntry("", decoded(text));
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

/** A word that `sed` replaces by a variable: `sed -i "s/replace-password/${PASSWORD}/" redis.conf`. */
const SUBSTITUTION = /["'\s;]s([/|#,:@~])(?<word>[\w.-]{4,})\1(?=[^\n]*\$)/g;

/** The text with what the scripts of other entries replace at the ends of its lines as placeholders. */
function withoutReplaced(text: string, others: readonly string[]): string {
    const commands = others
        .filter((other) => other.includes("sed "))
        .flatMap((other) => other.replace(/\\\r?\n/g, " ").split("\n"))
        .filter((line) => /\bsed\s/.test(line));
    const words = commands.flatMap((line) =>
        [...line.matchAll(SUBSTITUTION)].map(({ groups: { word = "" } = {} }) => word),
    );
    return words.reduce(
        (marked, word) =>
            marked.replace(
                new RegExp(`(?<=^|[\\s:="'])${word.replaceAll(".", "\\.")}(?=["']?[,;]?\\s*$)`, "gm"),
                `<${word}>`,
            ),
        text,
    );
}
