import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { stackFile } from "../cli/engine/project-copy";
import { plainTable } from "../cli/output/table";
import { readStackFile } from "../components/config";
import { memory, time } from "./process-tree";

const COUNTS = [50, 200, 1_000];
const SERVICES_PER_NAMESPACE = 50;

/**
 * Prints the curve of an offline preview, without the rehearsal of its update, over stacks of more and more services: prod, with
 * services in place of its application. Where the milliseconds for each resource rise with the number of services, something
 * costs their square.
 */
export async function benchScale(): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), "eks-platform-bench-"));
    try {
        const rows: string[][] = [];
        for (const count of COUNTS) {
            process.stderr.write(`scale: ${count} services\n`);
            const file = join(folder, `Pulumi.bench${count}.yaml`);
            writeFileSync(file, stackOf(count));
            const options = ["--offline", "--no-rehearsal", "--json", "--config-file", file];
            const preview = ["bin/platform.mjs", "preview", `bench${count}`, ...options];
            const { seconds, stdout } = await time(preview);
            const { changes }: { changes: { create: number } } = JSON.parse(stdout);
            const peakMiB = await memory(preview);
            const each = (1_000 * seconds) / changes.create;
            const figures = [changes.create, seconds.toFixed(1), each.toFixed(1), peakMiB.toFixed(0)];
            rows.push([String(count), ...figures.map(String)]);
        }
        const head = ["SERVICES", "RESOURCES", "SECONDS (aim: under 30)", "MS EACH", "PEAK MiB (aim: under 1024)"];
        process.stdout.write(`${plainTable(head, rows)}\n`);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

/** Services that each call the one before, in namespaces with room for them. A configuration may have 128 KiB. */
function stackOf(count: number): string {
    const { values } = readStackFile(stackFile("prod"), "prod");
    const services = new Map<string, Map<string, unknown>>();
    for (let index = 0; index < count; index++) {
        const namespace = `team-${Math.floor(index / SERVICES_PER_NAMESPACE)}`;
        const own = services.get(namespace) ?? new Map<string, unknown>();
        const connectsTo = own.size === 0 ? [] : [`s${index - 1}`];
        services.set(namespace, own.set(`s${index}`, { image: "ghcr.io/acme/web:1.4.2", port: 80, connectsTo }));
    }
    const quota = { cpu: "20", memory: "60Gi", pods: 200 };
    const config = {
        ...values,
        "eks-platform:applications": {},
        "eks-platform:services": services,
        "eks-platform:namespaces": Object.fromEntries([...services.keys()].map((name) => [name, { quota }])),
    };
    return stringify({ config });
}
