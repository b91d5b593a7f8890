import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../toolchain/paths";
import { generatedPages } from "./generators/pages";

for (const [path, content] of Object.entries(generatedPages())) writeFileSync(join(projectRoot(), path), content);
