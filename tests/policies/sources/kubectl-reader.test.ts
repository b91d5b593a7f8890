import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadText } from "./support";

/** A file, and the documents that the reader of kubectl takes from it; null where it refuses the file. */
interface Form {
    readonly form: string;
    readonly text: string;
    readonly documents: readonly unknown[] | null;
}

const FORMS: readonly Form[] = readFileSync(join(__dirname, "kubectl-reader", "forms.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

/** Forms that kubectl refuses and other tools take, so that what stands there is judged all the same. */
const ALSO_READ = new Set([
    "scalar .inf",
    "scalar -.inf",
    "scalar .Inf",
    "scalar .nan",
    'scalar "\\/"',
    "flow list with a scalar that begins with a colon",
    "tab after a dash",
    "tab in a flow list's indentation",
    "tab in a flow map's indentation, below a key",
    "null as a key",
    "key of two thousand letters",
    "binary that is none",
    "mark with content",
    "delete and C1 controls",
    "escape of half a surrogate pair",
]);

/** Forms with another meaning to kubectl: a merge behind a key wins over it there. */
const OTHER_MEANING = new Set(["merge behind its keys"]);

/** Forms that kubectl takes by a guess that other tools do not make: they are read, and told as a fault besides. */
const REPEATED = /^(?:JSON with a )?key twice|^number and boolean as keys$/;

describe("A file is read as kubectl reads it", () => {
    for (const { form, text, documents } of FORMS) {
        it(form.replaceAll("\n", "\\n"), async () => {
            const { resources, faults } = await loadText(text);
            const objects = (documents ?? []).filter(isObject);
            if (documents === null) {
                assert.equal(faults.length > 0, !ALSO_READ.has(form), JSON.stringify(faults));
            } else if (!OTHER_MEANING.has(form)) {
                assert.deepEqual(JSON.parse(JSON.stringify(resources.map(({ props }) => props))), objects);
                const noObjects = documents.length - objects.length;
                assert.equal(faults.length, noObjects + (REPEATED.test(form) ? 1 : 0), JSON.stringify(faults));
            }
        });
    }
});

function isObject(document: unknown): boolean {
    return typeof document === "object" && document !== null && "kind" in document && "apiVersion" in document;
}
