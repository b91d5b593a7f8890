import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import semver from "semver";
import { versionsTable } from "../../../cli/output/versions-table";
import { CHARTS } from "../../../components/addons";
import { pinnedBuild } from "../../../components/cluster/managed-addons/build-of";
import { USUAL_ADDONS } from "../../../components/cluster/managed-addons/names";
import { KUBERNETES_VERSIONS } from "../../../core/facts/kubernetes/versions";
import { knownAddon, knownChart, knownImage } from "../../../core/facts/newest";
import { versionSchema } from "../../../review/model/version";
import type { StackResource } from "../../../review/stack-resource";
import { staleNotes } from "../../../review/versions/stale";
import { versionsOf } from "../../../review/versions/versions-of";
import { recordedStack } from "./recorded";

const TODAY = new Date("2026-11-27");

function resource(type: string, name: string, inputs: Record<string, unknown>): StackResource {
    return { urn: `urn:pulumi:s::p::${type}::${name}`, type, inputs, outputs: {} };
}

function cluster(version: string, supportType = "STANDARD"): StackResource {
    return resource("aws:eks/cluster:Cluster", "c", { version, upgradePolicy: { supportType } });
}

function addon(addonName: string, addonVersion: string): StackResource {
    return resource("aws:eks/addon:Addon", addonName, { addonName, addonVersion });
}

function release(chart: string, version: string): StackResource {
    return resource("kubernetes:helm.sh/v3:Release", chart, { chart, version });
}

function pods(...images: readonly string[]): StackResource {
    const [first = "", ...rest] = images.map((image, index) => ({ name: `c${index}`, image }));
    const spec = { initContainers: [first], containers: rest };
    return resource("kubernetes:batch/v1:CronJob", "pods", { spec: { jobTemplate: { spec: { template: { spec } } } } });
}

function rowsOf(...args: Parameters<typeof versionsOf>) {
    const rows = versionsOf(args[0], { today: TODAY, ...args[1] });
    for (const row of rows) {
        versionSchema.parse(row);
    }
    return rows;
}

function only(...resources: readonly StackResource[]) {
    const rows = rowsOf(resources);
    assert.equal(rows.length, 1);
    return rows[0];
}

describe("The versions of a stack", () => {
    it("say that the support of Kubernetes ends, from 90 days before, and what AWS does then", () => {
        const state = (version: string, day: string) =>
            versionsOf([cluster(version)], { today: new Date(day) })[0]?.state;
        assert.equal(state("1.34", "2026-09-02"), "behind");
        assert.equal(state("1.34", "2026-09-03"), "ending");
        assert.equal(state("1.34", "2026-12-01"), "ending");
        assert.equal(state("1.34", "2026-12-02"), "ended");
        assert.equal(only(cluster("1.34"))?.supportEnds, "2026-12-02");
        assert.match(only(cluster("1.34"))?.note ?? "", /AWS upgrades the cluster by itself from 2026-12-02 on/);
        assert.match(only(cluster("1.34", "EXTENDED"))?.note ?? "", /From 2026-12-02 on .* 0\.60 instead of 0\.10/);
        assert.match(
            only(cluster("1.33", "EXTENDED"))?.note ?? "",
            /costs 0\.60 .* until AWS upgrades the cluster from 2027-07-29 on/,
        );
    });

    it("know versions that only a running cluster has", () => {
        assert.equal(only(cluster("1.32", "EXTENDED"))?.state, "ended");
        assert.match(only(cluster("1.31", "EXTENDED"))?.note ?? "", /extended support ended on 2026-11-26, too/);
        assert.equal(only(cluster("1.37"))?.state, "current");
        assert.match(only(cluster("1.37"))?.note ?? "", /No end of its support is known here/);
        assert.match(only(cluster("1.36"))?.note ?? "", /go no further than 1\.36 yet/);
        assert.match(only(cluster("constructor"))?.note ?? "", /No end of its support/);
    });

    it("are those of everything that is pinned, each with a newest version that is not older", () => {
        for (const { name, version } of CHARTS) {
            const newest = knownChart(name)?.newest;
            assert.ok(newest && semver.gte(newest, version), `${name} ${version}, newest known ${newest}: look again`);
        }
        for (const kubernetes of Object.keys(KUBERNETES_VERSIONS)) {
            for (const name of USUAL_ADDONS) {
                const [pinned, newer] = [pinnedBuild(name, kubernetes), knownAddon(name, kubernetes)?.newest];
                assert.ok(pinned, `${name} for ${kubernetes}`);
                assert.ok(!newer || semver.gt(newer, pinned.build), `${name} for ${kubernetes}: remove ${newer}`);
            }
        }
    });

    for (const stack of ["prod", "dev"] as const) {
        it(`leave nothing of ${stack} unknown but what nobody has pinned and images without a calendar`, () => {
            const unknown = rowsOf(recordedStack(stack)).filter(({ state }) => state === "unknown");
            assert.deepEqual([...new Set(unknown.map(({ kind }) => kind))].toSorted(), ["ami", "image"]);
        });
    }

    it("compare builds of add-ons as numbers, against those of the cluster's own version", () => {
        assert.equal(
            rowsOf([cluster("1.36"), addon("coredns", "v1.14.7-eksbuild.2")]).find(({ name }) => name === "coredns")
                ?.state,
            "behind",
        );
        assert.equal(
            rowsOf([cluster("1.36"), addon("coredns", "v1.14.7-eksbuild.11")]).find(({ name }) => name === "coredns")
                ?.state,
            "current",
        );
        const older = rowsOf([cluster("1.35"), addon("coredns", "v1.13.2-eksbuild.31")]).find(
            ({ name }) => name === "coredns",
        );
        assert.equal(older?.newest, "v1.14.6-eksbuild.4");
        assert.equal(
            rowsOf([cluster("1.36"), addon("constructor", "v1")]).find(({ name }) => name === "constructor")?.state,
            "unknown",
        );
    });

    it("name what moves with Kubernetes in the order in which an update moves it", () => {
        const group = resource("aws:eks/nodeGroup:NodeGroup", "g", { amiType: "AL2023_x86_64_STANDARD" });
        const names = ["coredns", "eks-pod-identity-agent", "own", "kube-proxy", "vpc-cni"].map((name) =>
            addon(name, "v1"),
        );
        const kubernetes = rowsOf([group, ...names, cluster("1.36")]).find(({ kind }) => kind === "kubernetes");
        assert.deepEqual(kubernetes?.movesWith, [
            "kube-proxy",
            "vpc-cni",
            "eks-pod-identity-agent",
            "node groups",
            "coredns",
            "own",
        ]);
    });

    it("name the chart of definitions that moves with a chart", () => {
        assert.deepEqual(only(release("tigera-operator", "v3.32.1"))?.movesWith, ["crd.projectcalico.org.v1"]);
        assert.deepEqual(only(release("crd.projectcalico.org.v1", "v3.32.1"))?.movesWith, ["tigera-operator"]);
        assert.deepEqual(only(release("traefik", "41.3.0"))?.movesWith, []);
        assert.equal(only(release("somebody's", "1.0.0"))?.state, "unknown");
    });

    it("tell the releases of nodes' images by their version, and not by the commit that Bottlerocket adds", () => {
        const group = (amiType: string, releaseVersion?: string) =>
            resource("aws:eks/nodeGroup:NodeGroup", "g", { amiType, releaseVersion });
        assert.equal(only(group("BOTTLEROCKET_ARM_64", "1.65.0-1a2b3c4d"))?.state, "behind");
        assert.equal(only(group("BOTTLEROCKET_ARM_64", "1.66.0-ffffffff"))?.state, "current");
        assert.equal(only(group("AL2023_x86_64_STANDARD", "1.36.2-20261105"))?.state, "unknown");
        assert.equal(only(group("BOTTLEROCKET_ARM_64"))?.pinned, "not pinned");
    });

    it("tell until when images are mended, from whatever registry, wherever they run", () => {
        const rows = rowsOf([
            pods(
                "postgres:14.9",
                "public.ecr.aws/docker/library/postgres:15.1-alpine",
                "registry:5000/team/postgres:14",
                "nginx:1",
                "library/mysql:8.0",
            ),
        ]);
        assert.deepEqual(
            rows.map(({ name, pinned, state, supportEnds }) => [name, pinned, state, supportEnds]),
            [
                ["library/mysql", "8.0", "ended", "2026-04-30"],
                ["library/postgres", "14.9", "ended", "2026-11-12"],
                ["public.ecr.aws/docker/library/postgres", "15.1-alpine", "current", "2027-11-11"],
            ],
        );
        assert.equal(knownImage("library/postgres", "140")?.ends, undefined);
        assert.equal(knownImage("constructor", "1"), undefined);
    });

    it("show what a change moves, and from where", () => {
        const moved = rowsOf([cluster("1.36"), release("traefik", "41.7.1")], {
            base: [cluster("1.35"), release("traefik", "41.7.1")],
        });
        assert.deepEqual(
            moved.map(({ name, base, pinned }) => [name, base, pinned]),
            [
                ["Kubernetes", "1.35", "1.36"],
                ["traefik", undefined, "41.7.1"],
            ],
        );
    });

    it("stand in the order of urgency", () => {
        const rows = rowsOf([
            release("traefik", "41.7.1"),
            pods("a:1", "postgres:14.1"),
            release("x", "1.0.0"),
            release("external-dns", "1.0.0"),
            cluster("1.34"),
        ]);
        assert.deepEqual(
            rows.map(({ state }) => state),
            ["ended", "ending", "behind", "unknown", "current"],
        );
    });

    it("warn where nobody has looked for 60 days", () => {
        const rows = rowsOf([release("traefik", "41.7.1"), pods("a:1", "mysql:8.4.7")]);
        assert.deepEqual(staleNotes(rows, new Date("2026-07-24")), []);
        assert.match(staleNotes(rows, TODAY).join("\n"), /^Nobody has looked since 2026-05-25 .* library\/mysql\.$/);
        assert.equal(staleNotes(rows, new Date("2027-03-01")).length, 2);
    });
});

describe("The table of versions", () => {
    for (const stack of ["prod", "dev", "local"] as const) {
        it(`of ${stack} has no line of more than 80 columns`, () => {
            const table = stripVTControlCharacters(versionsTable(stack, rowsOf(recordedStack(stack)), TODAY));
            assert.deepEqual(
                table.split("\n").filter((line) => line.length > 80),
                [],
            );
        });
    }

    it("has newer versions below the pinned ones where there is no room beside them", () => {
        const name = "a-very-long-name-of-a-managed-add-on-of-eks";
        const row = { kind: "eks-addon", state: "behind", movesWith: [] as string[] } as const;
        const rows = [{ ...row, name, pinned: "v1.14.3-eksbuild.23", newest: "v1.14.7-eksbuild.11" }];
        const lines = stripVTControlCharacters(versionsTable("s", rows, TODAY)).split("\n");
        assert.deepEqual(lines.slice(3, 5), [`${name}  v1.14.3-eksbuild.23`, "    newest v1.14.7-eksbuild.11."]);
    });

    it("says what ends, what has moved, and what goes first", () => {
        const base = [cluster("1.33"), release("tigera-operator", "v3.32.1")];
        const rows = rowsOf(
            [cluster("1.34"), release("tigera-operator", "v3.33.0"), release("crd.projectcalico.org.v1", "v3.33.0")],
            { base },
        );
        const table = stripVTControlCharacters(versionsTable("s", rows, TODAY));
        assert.match(table, /SUPPORTED FOR AT MOST 90 MORE DAYS\nKubernetes +1\.34 +newest 1\.37\n/);
        assert.match(table, /Before the change: 1\.33\. Supported until 2026-12-02, 5 days\./);
        assert.match(table, /tigera-operator +v3\.33\.0\n +Before the change: v3\.32\.1\./);
        assert.match(table, /crd\.projectcalico\.org\.v1 and tigera-operator move together, the definitions\s+first/);
    });
});
