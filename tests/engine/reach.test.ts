import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chartOpener } from "../../policies/sources/chart-opener";
import { type Reach, reachSchema } from "../../review/model/reach";
import { reachOf } from "../../review/reach/reach-of";
import { projectRoot } from "../../toolchain/paths";
import { shippedStack } from "../unit/review/reach/cluster";
import { scratchProject } from "./scratch-project";

describe("platform reach", function () {
    this.timeout(300_000);
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "eks-platform-reach-")));
    after(() => rmSync(folder, { recursive: true, force: true }));

    function reach(project: string, ...args: readonly string[]) {
        return spawnSync(process.execPath, [join(project, "bin", "platform.mjs"), "reach", ...args], {
            encoding: "utf8",
            maxBuffer: 64 * 1024 * 1024,
            env: { ...process.env, EKS_PLATFORM_HOME: join(folder, "home"), TMPDIR: folder, NO_COLOR: "1" },
        });
    }

    function reached(stdout: string): Reach {
        return reachSchema.parse(JSON.parse(stdout));
    }

    it("tells of a preview by the real engine what it tells of what the program asks for", async () => {
        const { stdout, stderr, status } = reach(projectRoot(), "prod", "--offline", "--json");
        assert.equal(status, 0, stderr);
        const told = ({ edges }: Reach) => edges.map((edge) => JSON.stringify(edge)).toSorted();
        // With the charts that are on this machine, which both open.
        const expected = await reachOf(shippedStack("prod"), { openRelease: chartOpener() });
        assert.deepEqual(told(reached(stdout)), told(expected));
    });

    it("says which policies refuse a connection, and ends with an exit code of its own", () => {
        const ends = ["--from", "checkout", "--to", "retail-store/orders-postgresql"];
        const refused = reach(projectRoot(), "local", "--offline", ...ends, "--port", "5432");
        assert.equal(refused.status, 2, refused.stderr);
        assert.match(
            refused.stdout,
            /^retail-store\/checkout may not reach retail-store\/orders-postgresql on 5432\.\n/,
        );
        assert.match(
            refused.stdout,
            /- NetworkPolicy retail-store\/orders-postgresql: no rule lets\n {4}retail-store\/checkout in/,
        );
        const allowed = reach(projectRoot(), "local", "--offline", "--from", "ui", "--to", "orders", "--json");
        assert.equal(allowed.status, 0, allowed.stderr);
        const { verdict, ports } = JSON.parse(allowed.stdout);
        assert.deepEqual({ verdict, ports }, { verdict: "yes", ports: ["8080/TCP"] });
    });

    it("names near workloads for one that is not there, and refuses half a question", () => {
        const unknown = reach(projectRoot(), "local", "--offline", "--from", "chekout", "--to", "ui");
        assert.equal(unknown.status, 1);
        assert.match(
            unknown.stderr,
            /error: local has no workload chekout; near: retail-store\/checkout\.\nNext step: /,
        );
        for (const [options, message] of [
            [["--from", "ui"], /--from and --to together/],
            [["--from", "ui", "--to", "cart", "--port", "0"], /--port is 0; allowed: a number from 1 to 65535/],
            [["--from", "ui", "--to", "cart", "--port", "80/ICMP"], /--port is 80\/ICMP; allowed: .*TCP, UDP, SCTP/],
        ] as const) {
            const { status, stderr } = reach(projectRoot(), "local", "--offline", ...options);
            assert.equal(status, 1);
            assert.match(stderr, message);
        }
    });

    it("shows what a change of the working tree opens", () => {
        const project = scratchProject(folder);
        const file = join(project, "apps", "retail-store", "checkout.ts");
        const text = readFileSync(file, "utf8");
        writeFileSync(file, text.replace(/connectsTo: \[/, 'connectsTo: ["orders-postgresql", '));
        const { stdout, stderr, status } = reach(project, "local", "--offline", "--since", "HEAD");
        assert.equal(status, 0, stderr);
        assert.match(
            stdout,
            /This change opens \(1\)\n {2}retail-store\/checkout may reach retail-store\/orders-postgresql on 5432\/TCP\n/,
        );
        assert.doesNotMatch(stdout, /This change closes/);
        const asked = (from: string, to: string, ...more: readonly string[]) =>
            reach(project, "local", "--offline", "--since", "HEAD", "--from", from, "--to", to, ...more);
        const opened = asked("checkout", "orders-postgresql");
        assert.equal(opened.status, 0, opened.stderr);
        assert.match(
            opened.stdout,
            /may reach retail-store\/orders-postgresql on\s5432\/TCP\.\nBefore this change it could not\.\n/,
        );
        const same = asked("ui", "checkout-redis", "--port", "6379");
        assert.equal(same.status, 2, same.stderr);
        assert.match(same.stdout, /may not reach .*\.\nIt was so before this change\.\n/);
        const { verdict, before } = JSON.parse(asked("checkout", "orders-postgresql", "--json").stdout);
        assert.deepEqual([verdict, before.verdict, before.ports], ["yes", "no", []]);
    });
});
