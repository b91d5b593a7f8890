import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readModels } from "./models";
import { derive } from "./services";

/** Writes the catalog's files. The environment's PYTHON names an interpreter that has the packages of core/facts/aws/requirements.txt. */
function main(): void {
    const folder = join(__dirname, "..");
    const models = readModels(process.env.PYTHON ?? "python3");
    const services = derive(models, new Date().toISOString().slice(0, 10));
    for (const [service, catalog] of services) {
        writeFileSync(join(folder, `${service}.json`), `${JSON.stringify(catalog, undefined, 2)}\n`);
    }
    execFileSync(process.execPath, [require.resolve("@biomejs/biome/bin/biome"), "format", "--write", folder]);
    const [first] = services.values();
    console.log(`${services.size} services from ${first?.source}`);
}

main();
