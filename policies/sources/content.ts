import { isUtf8 } from "node:buffer";
import { isObject } from "../../core/data";
import { decode, documentsOf } from "./documents";
import { isEventLog, readEventLog } from "./events";
import { NO_OBJECTS, readManifests } from "./manifests";
import { isPreview, readPreview } from "./preview";
import { faulty, joined, type Loaded, leftAside } from "./source";
import { isState, readState } from "./state";
import { parseJson } from "./yaml";

/**
 * The resources in a file of any of the known kinds, which its content tells apart.
 *
 * @param isNamed false for a file that only stands in a folder, and may be of a sort that is not judged. @default true
 */
export function readContent(file: string, bytes: Buffer, isNamed = true): Loaded {
    if (isUtf16(bytes)) {
        const next = "Save the file in UTF-8.";
        return faulty({ file, line: 1, column: 1, message: "the file is UTF-16 text", next, hidesObjects: true });
    }
    if (!isUtf8(bytes)) {
        if (!isNamed && !bytes.includes("apiVersion")) {
            return leftAside(file, NO_OBJECTS);
        }
        const { documents, faults } = decode(file, bytes);
        return joined([{ resources: [], faults }, readManifests(file, documents)]);
    }
    const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
    const source = { file, text };
    if (/^\s*\{/.test(text)) {
        if (isEventLog(text)) {
            return readEventLog(source);
        }
        const value = parseJson(text)?.value;
        if (isObject(value) && isState(value)) {
            return readState(source, value);
        }
        if (isObject(value) && isPreview(value)) {
            return readPreview(source, value);
        }
    }
    return readManifests(file, documentsOf(text), isNamed);
}

function isUtf16(bytes: Buffer): boolean {
    const mark = bytes.subarray(0, 2).toString("hex");
    return mark === "fffe" || mark === "feff";
}
