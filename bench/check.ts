import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { plainTable } from "../cli/output/table";
import { findExecutables } from "../toolchain/path-search";
import { deployments } from "./deployments";
import { median, type Script, time } from "./process-tree";

const RUNS = 5;
const COUNTS = [200, 1_000];

/** Prints what `platform check` takes for Deployments in one file, with kube-score beside it where that is installed. */
export async function benchCheck(): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), "eks-platform-bench-"));
    const kubeScore = findKubeScore();
    try {
        const rows: string[][] = [];
        for (const count of COUNTS) {
            const file = join(folder, `${count}.yaml`);
            writeFileSync(file, manifests(count));
            const ours: number[] = [];
            const theirs: number[] = [];
            const check: Script = ["bin/platform.mjs", "check", file];
            // The first start after a change compiles.
            await time(check);
            for (let run = 1; run <= RUNS; run++) {
                process.stderr.write(`check: ${count} Deployments, run ${run} of ${RUNS}\n`);
                ours.push((await time(check)).seconds);
                if (kubeScore !== undefined) {
                    theirs.push((await time({ linter: kubeScore, args: ["score", file] })).seconds);
                }
            }
            const other = kubeScore === undefined ? "not installed" : median(theirs).toFixed(2);
            rows.push([`${count} Deployments`, median(ours).toFixed(2), other]);
        }
        const head = [`median of ${RUNS}`, "platform check (aim: 0.5 s for 200)", "kube-score"];
        process.stdout.write(`${plainTable(head, rows)}\n`);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

/** On PATH, or where `go install github.com/zegl/kube-score/cmd/kube-score@latest` puts it. */
function findKubeScore(): string | undefined {
    const places = [process.env.PATH ?? "", join(process.env.GOPATH ?? join(homedir(), "go"), "bin")].join(":");
    return findExecutables("kube-score", places)[0];
}

function manifests(count: number): string {
    return deployments(count)
        .filter(({ type }) => !type.startsWith("pulumi:"))
        .map(({ inputs }) => stringify(inputs, { aliasDuplicateObjects: false }))
        .join("---\n");
}
