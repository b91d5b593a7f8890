#!/usr/bin/env node
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { runTypeScript } from "./prepare.mjs";

const [file, ...args] = process.argv.slice(2);
if (file === undefined) {
    console.error("Usage: node bin/run.mjs <file.ts> [arguments]");
    process.exitCode = 2;
} else {
    // Tests, measurements and generators: nothing is at stake in them.
    createRequire(import.meta.url)("./quick-sdk.cjs");
    await runTypeScript(resolve(file), args);
}
