#!/usr/bin/env node
import { resolve } from "node:path";
import { runTypeScript } from "./prepare.mjs";

const [file, ...args] = process.argv.slice(2);
if (file === undefined) {
    console.error("Usage: node bin/run.mjs <file.ts> [arguments]");
    process.exitCode = 2;
} else {
    runTypeScript(resolve(file), args);
}
