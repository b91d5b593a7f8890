import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../core/engine/signatures";
import type { PodSecurityLevel } from "../../policies/model/rule";
import { SECRET } from "../../policies/model/value";
import { RULES } from "../../policies/rules";
import { POD_SECURITY_CASES } from "./cases/pod-security";
import { type Data, edit } from "./support/edit";
import { judge, pathsOf, ruleOf } from "./support/judge";
import { compliantPod, WORKLOAD_KINDS, workload } from "./support/workloads";

const MINORS = Array.from({ length: 13 }, (_, index) => 25 + index);
const VERSIONS = [...MINORS.map((minor) => `v1.${minor}`), "latest"];
const [POD] = WORKLOAD_KINDS;
assert(POD);

const SECURITY = "spec.containers[0].securityContext";
const pod = (...edits: readonly (readonly [path: string, value: unknown])[]): Data =>
    edits.reduce((data, [path, value]) => edit(data, path, value), compliantPod);
const refuses = (rule: string, data: Data, version: string): boolean =>
    pathsOf(ruleOf(rule), workload(POD, data), { version }).length > 0;

/** Pods whose verdict changes with the version. `from` and `until` name the versions that refuse them, ends included. */
const BOUNDARIES: readonly { what: string; rule: string; pod: Data; from?: number; until?: number }[] = [
    ...(
        [
            ["net.ipv4.ip_local_reserved_ports", 27],
            ["net.ipv4.tcp_keepalive_time", 29],
            ["net.ipv4.tcp_fin_timeout", 29],
            ["net.ipv4.tcp_keepalive_intvl", 29],
            ["net.ipv4.tcp_keepalive_probes", 29],
            ["net.ipv4.tcp_rmem", 32],
            ["net.ipv4.tcp_wmem", 32],
            ["net.ipv4.tcp_slow_start_after_idle", 37],
            ["net.ipv4.tcp_notsent_lowat", 37],
        ] as const
    ).map(([name, since]) => ({
        what: `the sysctl ${name}`,
        rule: "psa-sysctls",
        pod: pod(["spec.securityContext.sysctls", [{ name, value: "1" }]]),
        until: since - 1,
    })),
    {
        what: "the SELinux type container_engine_t",
        rule: "psa-seLinuxOptions",
        pod: pod([`${SECURITY}.seLinuxOptions.type`, "container_engine_t"]),
        until: 30,
    },
    {
        what: "a probe of another host",
        rule: "psa-hostProbesAndHostLifecycle",
        pod: pod(["spec.containers[0].livenessProbe.tcpSocket.host", "10.0.0.1"]),
        from: 34,
    },
    {
        what: "an unmasked /proc in a user namespace",
        rule: "psa-procMount",
        pod: pod([`${SECURITY}.procMount`, "Unmasked"], ["spec.hostUsers", false]),
        until: 34,
    },
    {
        what: "an unmasked /proc in a user namespace, where restricted",
        rule: "psa-procMount_restricted",
        pod: pod([`${SECURITY}.procMount`, "Unmasked"], ["spec.hostUsers", false]),
        from: 35,
    },
    {
        what: "root in a user namespace",
        rule: "psa-runAsUser",
        pod: pod(["spec.securityContext.runAsUser", 0], ["spec.hostUsers", false]),
        until: 34,
    },
    {
        what: "a pod in a user namespace that may be root",
        rule: "psa-runAsNonRoot",
        pod: pod(["spec.securityContext.runAsNonRoot", false], ["spec.hostUsers", false]),
        until: 34,
    },
];

describe("The Pod Security Standards", () => {
    it("has one rule for each of Kubernetes' checks", () => {
        assert.deepEqual(
            RULES.map(({ id }) => id)
                .filter((id) => id.startsWith("psa-"))
                .sort(),
            POD_SECURITY_CASES.map(({ rule }) => rule).sort(),
        );
        assert.equal(POD_SECURITY_CASES.length, 19);
    });

    for (const { what, rule, pod: data, from = 0, until = Number.POSITIVE_INFINITY } of BOUNDARIES) {
        it(`${rule} judges ${what} by its version`, () => {
            for (const version of VERSIONS) {
                const minor = version === "latest" ? 37 : Number(version.slice("v1.".length));
                assert.equal(refuses(rule, data, version), from <= minor && minor <= until, version);
            }
        });
    }

    it("takes the version of the stack's cluster where no version is set, and its own where one is", () => {
        const data = pod(["spec.containers[0].livenessProbe.tcpSocket.host", "10.0.0.1"]);
        const rule = ruleOf("psa-hostProbesAndHostLifecycle");
        const resource = workload(POD, data);
        assert.equal(judge(rule, resource, {}, { clusterVersion: "1.33" }).findings.length, 0);
        assert.equal(judge(rule, resource, {}, { clusterVersion: "1.34" }).findings.length, 1);
        assert.equal(judge(rule, resource, { version: "v1.34" }, { clusterVersion: "1.33" }).findings.length, 1);
        assert.equal(judge(rule, resource).findings.length, 1);
    });

    it("takes a label that names a version newer than the cluster for the cluster's own", () => {
        const rule = ruleOf("psa-sysctls");
        const resource = workload(
            POD,
            pod(["spec.securityContext.sysctls", [{ name: "net.ipv4.tcp_rmem", value: "1" }]]),
        );
        const found = (version: string | undefined, clusterVersion?: string) => {
            const podSecurity = { level: "baseline", ...(version !== undefined && { version }) } as const;
            const context = { podSecurity, ...(clusterVersion !== undefined && { clusterVersion }) };
            return judge(rule, resource, {}, context).findings.length;
        };
        assert.equal(found("v1.32", "1.31"), 1);
        assert.equal(found("v1.31", "1.32"), 1);
        assert.equal(found("v1.32", "1.32"), 0);
        assert.equal(found("v1.32"), 0);
        assert.equal(found(undefined, "1.31"), 1);
        assert.equal(judge(rule, resource, { version: "v1.32" }, { clusterVersion: "1.31" }).findings.length, 0);
    });

    for (const { rule, since, pod: data } of [
        { rule: "psa-runAsUser", since: 23, pod: pod(["spec.securityContext.runAsUser", 0]) },
        { rule: "psa-capabilities_restricted", since: 22, pod: pod([`${SECURITY}.capabilities`, undefined]) },
        { rule: "psa-seccompProfile_baseline", since: 19, pod: pod([`${SECURITY}.seccompProfile.type`, "Unconfined"]) },
        {
            rule: "psa-seccompProfile_restricted",
            since: 19,
            pod: pod(["spec.securityContext.seccompProfile", undefined]),
        },
        {
            rule: "psa-allowPrivilegeEscalation",
            since: 8,
            pod: pod([`${SECURITY}.allowPrivilegeEscalation`, undefined]),
        },
    ]) {
        it(`${rule} is silent where a label pins a version that does not have it yet`, () => {
            // In restricted namespaces a restricted check takes the place of this baseline one.
            const level = rule.endsWith("_baseline") ? "baseline" : "restricted";
            for (const minor of [since - 1, since, 24]) {
                const podSecurity = { level, version: `v1.${minor}` } as const;
                const { findings } = judge(ruleOf(rule), workload(POD, data), {}, { podSecurity });
                assert.equal(findings.length > 0, minor >= since, `v1.${minor}`);
            }
        });
    }

    it("holds Windows pods to Linux settings where a label pins a version before 1.25", () => {
        const data = pod(["spec.os.name", "windows"], [`${SECURITY}.allowPrivilegeEscalation`, undefined]);
        const found = (version: string) =>
            judge(
                ruleOf("psa-allowPrivilegeEscalation"),
                workload(POD, data),
                {},
                { podSecurity: { level: "restricted", version } },
            ).findings.length;
        assert.deepEqual([found("v1.24"), found("v1.25")], [1, 0]);
    });

    for (const list of ["initContainers", "ephemeralContainers"]) {
        it(`finds in ${list} whatever it finds in containers`, () => {
            for (const { rule, breaches } of POD_SECURITY_CASES) {
                for (const { what, path, value, foundAt = path } of breaches.filter(({ path }) =>
                    path.includes("containers["),
                )) {
                    const broken = edit(compliantPod, path, value) as { spec: { containers: unknown[] } };
                    const moved = edit(broken, `spec.${list}`, broken.spec.containers);
                    const both = [foundAt, foundAt.replace("spec.containers", `spec.${list}`)];
                    const found = pathsOf(ruleOf(rule), workload(POD, moved));
                    assert.deepEqual([...found].sort(), both.sort(), `${rule}: ${what}`);
                }
            }
        });
    }

    it("finds in a sidecar whatever it finds in an init container, and calls it a sidecar", () => {
        const sidecar = { name: "proxy", restartPolicy: "Always", securityContext: { privileged: true } };
        const { findings } = judge(ruleOf("psa-privileged"), workload(POD, pod(["spec.initContainers", [sidecar]])));
        assert.match(findings[0]?.message ?? "", /^sidecar container "proxy"/);
    });

    it("refuses a root pod even where each container says otherwise", () => {
        const data = pod(["spec.securityContext.runAsNonRoot", false], [`${SECURITY}.runAsNonRoot`, true]);
        assert(refuses("psa-runAsNonRoot", data, "latest"));
    });

    it("refuses an unconfined pod even where each container has a profile", () => {
        const data = pod(
            ["spec.securityContext.seccompProfile.type", "Unconfined"],
            [`${SECURITY}.seccompProfile.type`, "RuntimeDefault"],
        );
        assert(refuses("psa-seccompProfile_restricted", data, "latest"));
    });

    it("refuses what a Windows pod may not be exempted from", () => {
        const data = pod(["spec.os", { name: "windows" }], ["spec.securityContext.runAsNonRoot", undefined]);
        assert(refuses("psa-runAsNonRoot", data, "latest"));
    });

    it("cannot decide where an exemption is unknown, and says so only where something is found", () => {
        const rule = ruleOf("psa-allowPrivilegeEscalation");
        const unknownOs = pod(["spec.os.name", UNKNOWN]);
        assert.deepEqual(judge(rule, workload(POD, unknownOs)), { findings: [], undetermined: [] });
        const escalating = edit(unknownOs, `${SECURITY}.allowPrivilegeEscalation`, true);
        assert.deepEqual(judge(rule, workload(POD, escalating)), { findings: [], undetermined: ["spec.os.name"] });
    });

    it("decides for an exempt pod whatever is unknown in it", () => {
        const data = pod(["spec.os.name", "windows"], [`${SECURITY}.allowPrivilegeEscalation`, UNKNOWN]);
        const verdict = judge(ruleOf("psa-allowPrivilegeEscalation"), workload(POD, data));
        assert.deepEqual(verdict, { findings: [], undetermined: [] });
    });

    it("decides by what is dropped for certain", () => {
        const rule = ruleOf("psa-capabilities_restricted");
        const certain = workload(POD, pod([`${SECURITY}.capabilities.drop`, [UNKNOWN, "ALL"]]));
        assert.deepEqual(judge(rule, certain), { findings: [], undetermined: [] });
        const open = workload(POD, pod([`${SECURITY}.capabilities.drop`, [UNKNOWN, "NET_RAW"]]));
        assert.deepEqual(judge(rule, open), { findings: [], undetermined: [`${SECURITY}.capabilities.drop`] });
    });

    it("is silent about no pod that is part of a secret which cannot be read", () => {
        for (const { rule } of POD_SECURITY_CASES) {
            const closed = workload(POD, { ...compliantPod, spec: SECRET });
            assert.deepEqual(judge(ruleOf(rule), closed), { findings: [], undetermined: ["spec"] }, rule);
        }
    });

    it("leaves open whether a volume is of two types, and decides whatever only messages name", () => {
        const rule = ruleOf("psa-restrictedVolumes");
        const volume = (data: Data) => judge(rule, workload(POD, pod(["spec.volumes", [data]])));
        const either = volume({ name: "data", nfs: {}, secret: UNKNOWN });
        assert.deepEqual(either, { findings: [], undetermined: ["spec.volumes[0].secret"] });
        assert.deepEqual(volume({ name: "data", secret: UNKNOWN }), { findings: [], undetermined: [] });
        const { findings, undetermined } = volume({ name: UNKNOWN, nfs: {} });
        assert.deepEqual([findings.length, undetermined], [1, []]);
    });

    describe("in a namespace whose level is known", () => {
        const hasFinding = (rule: string, data: Data, podSecurityLevel: PodSecurityLevel, version = "latest") =>
            judge(ruleOf(rule), workload(POD, data), { version }, { podSecurity: { level: podSecurityLevel } }).findings
                .length > 0;
        const privileged = pod([`${SECURITY}.privileged`, true]);
        const writable = pod([`${SECURITY}.allowPrivilegeEscalation`, true]);
        const hostPath = pod(["spec.volumes[0].hostPath", { path: "/" }]);

        it("lets everything pass at the privileged level", () => {
            assert(!hasFinding("psa-privileged", privileged, "privileged"));
        });

        it("applies the baseline checks alone at the baseline level", () => {
            assert(hasFinding("psa-privileged", privileged, "baseline"));
            assert(!hasFinding("psa-allowPrivilegeEscalation", writable, "baseline"));
        });

        it("applies both at the restricted level", () => {
            assert(hasFinding("psa-privileged", privileged, "restricted"));
            assert(hasFinding("psa-allowPrivilegeEscalation", writable, "restricted"));
        });

        it("leaves a baseline check out where a restricted one takes its place", () => {
            assert(hasFinding("psa-hostPathVolumes", hostPath, "baseline"));
            assert(!hasFinding("psa-hostPathVolumes", hostPath, "restricted"));
            const unmasked = pod([`${SECURITY}.procMount`, "Unmasked"]);
            assert(hasFinding("psa-procMount", unmasked, "restricted", "v1.34"));
            assert(!hasFinding("psa-procMount", unmasked, "restricted", "v1.35"));
        });
    });
});
