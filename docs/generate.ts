import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../toolchain/paths";
import { ruleLists } from "./generators/rule-lists";

function write(files: Readonly<Record<string, string>>): void {
    for (const [path, content] of Object.entries(files)) {
        writeFileSync(join(projectRoot(), path), content);
    }
}

write(ruleLists());
// Loaded afterwards: the pages are written from the rules that the lists name.
const { generatedFiles }: typeof import("./generators/files") = require("./generators/files");
write(generatedFiles());
