import assert from "node:assert/strict";
import fc from "fast-check";
import { UNKNOWN_STRING as UNKNOWN } from "../../core/engine/signatures";
import { remediate } from "../../policies/judging/remediation";
import type { RawResource } from "../../policies/model/resource";
import type { RuleContext } from "../../policies/model/rule";
import { RULES } from "../../policies/rules";
import { AWS_CASES } from "./cases/aws";
import { KUBERNETES_CASES } from "./cases/kubernetes";
import { POD_SECURITY_CASES } from "./cases/pod-security";
import { type Data, edit, leaves } from "./support/edit";
import { judge, ruleOf, TODAY } from "./support/judge";
import { object, resource } from "./support/resources";
import { compliantPod, listOf, patchOf, WORKLOAD_KINDS, workload } from "./support/workloads";

const SEED = 20_261_121;
const [POD] = WORKLOAD_KINDS;
assert(POD);

const REMEDIABLE = RULES.filter((rule) => rule.remediate !== undefined);
const CONTEXT: RuleContext = { config: {}, today: TODAY };
const remedied = (id: string, raw: RawResource, context: Partial<RuleContext> = {}): RawResource | undefined => {
    const props = remediate(ruleOf(id), raw, { ...CONTEXT, ...context });
    return props === undefined ? undefined : { ...raw, props };
};
/** Faults that no remediation mends: what a program asks for by name is not taken from it. */
const isLeft = (path: string) => path.includes("capabilities.add");
const remaining = (id: string, raw: RawResource) =>
    judge(ruleOf(id), remedied(id, raw) ?? raw).findings.filter(({ path }) => !isLeft(path));
const SECURITY = "spec.containers[0].securityContext";

describe("Remediations", () => {
    it("are those of settings that are safe to make", () => {
        assert.deepEqual(REMEDIABLE.map(({ id }) => id).sort(), [
            "ebs-volume-encrypted",
            "efs-file-system-encrypted",
            "namespace-pod-security",
            "psa-allowPrivilegeEscalation",
            "psa-capabilities_restricted",
            "psa-seccompProfile_restricted",
            "storage-class-encrypted",
        ]);
    });

    for (const { id } of REMEDIABLE) {
        const cases = [...KUBERNETES_CASES, ...AWS_CASES].filter(({ rule }) => rule === id);
        const pods = POD_SECURITY_CASES.filter(({ rule }) => rule === id);

        it(`${id}: mends every fault in every kind of workload, in lists, init and ephemeral containers`, () => {
            for (const { path, value, what } of pods.flatMap(({ breaches }) => breaches)) {
                const broken = edit(compliantPod, path, value) as Data & { spec: { containers: unknown[] } };
                const all = ["initContainers", "ephemeralContainers"].reduce<Data>(
                    (pod, list) => edit(pod, `spec.${list}`, broken.spec.containers),
                    broken,
                );
                for (const raw of WORKLOAD_KINDS.map((kind) => workload(kind, all))) {
                    assert.deepEqual(remaining(id, raw), [], `${what} in ${raw.type}`);
                    assert.deepEqual(remaining(id, listOf(raw)), [], `${what} in a list of ${raw.type}`);
                }
            }
            for (const { resource: fixture, breaches } of cases) {
                for (const { path, value, what } of breaches) {
                    assert.deepEqual(remaining(id, edit(fixture, `props.${path}`, value)), [], what);
                }
            }
        });

        it(`${id}: leaves alone what complies, and what it has mended`, () => {
            const compliant = [
                ...cases.map(({ resource: fixture }) => fixture),
                ...(pods.length > 0 ? WORKLOAD_KINDS.map((kind) => workload(kind, compliantPod)) : []),
            ];
            for (const raw of compliant) {
                assert.equal(remedied(id, raw), undefined, raw.type);
            }
            for (const { path, value, what } of pods.flatMap(({ breaches }) => breaches)) {
                const mended = remedied(id, workload(POD, edit(compliantPod, path, value)));
                assert.equal(mended && remedied(id, mended), undefined, what);
            }
        });

        it(`${id}: changes no unknown, nothing beside its own fields, and nothing in place`, () => {
            const faults: readonly RawResource[] = [
                ...pods.flatMap(({ breaches }) =>
                    breaches.map(({ path, value }) => workload(POD, edit(compliantPod, path, value))),
                ),
                ...cases.flatMap(({ resource: fixture, breaches }) =>
                    breaches.map(({ path, value }) => edit(fixture, `props.${path}`, value)),
                ),
            ];
            fc.assert(
                fc.property(fc.constantFrom(...faults), fc.nat(), (raw, draw) => {
                    const places = leaves(raw.props);
                    const open = edit(raw, `props.${places[draw % places.length]}`, UNKNOWN);
                    const before = structuredClone(open.props);
                    const after = remedied(id, open)?.props ?? open.props;
                    assert.deepEqual(open.props, before);
                    const unknowns = (props: Data) => leaves(props).filter((leaf) => valueAt(props, leaf) === UNKNOWN);
                    assert.deepEqual(unknowns(after), unknowns(open.props));
                    for (const leaf of leaves(open.props).filter((place) => !OWN_FIELDS.test(place))) {
                        assert.deepEqual(valueAt(after, leaf), valueAt(open.props, leaf), leaf);
                    }
                }),
                { seed: SEED, numRuns: 200 },
            );
        });
    }

    it("leave Windows pods alone, and pods whose system is not known yet", () => {
        for (const os of ["windows", UNKNOWN]) {
            const pod = edit(edit(compliantPod, SECURITY, undefined), "spec.os.name", os);
            const open = edit(pod, "spec.securityContext", undefined);
            for (const { id } of REMEDIABLE.filter((rule) => rule.id.startsWith("psa-"))) {
                assert.equal(remedied(id, workload(POD, open)), undefined, `${id}, ${os}`);
            }
        }
    });

    it("add nothing to a patch, and mend what it names", () => {
        const empty = patchOf(workload(POD, { metadata: {}, spec: { containers: [{ name: "web" }] } }));
        for (const { id } of REMEDIABLE) {
            assert.equal(remedied(id, empty), undefined, id);
        }
        const named = patchOf(workload(POD, edit(compliantPod, `${SECURITY}.allowPrivilegeEscalation`, true)));
        assert.deepEqual(remaining("psa-allowPrivilegeEscalation", named), []);
    });

    it("leave escalation alone where the API server would refuse the pod without it", () => {
        for (const [path, value] of [
            [`${SECURITY}.privileged`, true],
            [`${SECURITY}.privileged`, UNKNOWN],
            [`${SECURITY}.capabilities.add`, ["CAP_SYS_ADMIN"]],
            [`${SECURITY}.capabilities.add`, UNKNOWN],
        ] as const) {
            const pod = edit(edit(compliantPod, path, value), `${SECURITY}.allowPrivilegeEscalation`, undefined);
            assert.equal(remedied("psa-allowPrivilegeEscalation", workload(POD, pod)), undefined);
        }
    });

    it("make a missing security context, and replace null", () => {
        for (const nothing of [undefined, null]) {
            const raw = workload(POD, edit(compliantPod, SECURITY, nothing));
            assert.deepEqual(remedied("psa-capabilities_restricted", raw)?.props.spec, {
                ...(raw.props.spec as Data),
                containers: [
                    {
                        ...((raw.props.spec as { containers: Data[] }).containers[0] as Data),
                        securityContext: { capabilities: { drop: ["ALL"] } },
                    },
                ],
            });
        }
    });

    it("take the name of a local seccomp profile away with its type", () => {
        const profile = { type: "Unconfined", localhostProfile: "a.json" };
        const raw = workload(POD, edit(compliantPod, `${SECURITY}.seccompProfile`, profile));
        const after = remedied("psa-seccompProfile_restricted", raw)?.props as Data;
        assert.deepEqual(valueAt(after, `${SECURITY}.seccompProfile`), { type: "RuntimeDefault" });
    });

    it("survive data of the wrong type", () => {
        for (const spec of [
            "text",
            7,
            [],
            { containers: "none", securityContext: "root" },
            { containers: [null, 1] },
        ]) {
            const raw = object("v1", "Pod", { spec });
            for (const { id } of REMEDIABLE) {
                assert.doesNotThrow(() => remedied(id, raw), id);
            }
        }
    });

    it("write the text true in storage classes, and the boolean in AWS", () => {
        const storage = object("storage.k8s.io/v1", "StorageClass", { provisioner: "ebs.csi.aws.com" });
        assert.deepEqual(remedied("storage-class-encrypted", storage)?.props.parameters, { encrypted: "true" });
        const volume = remedied("ebs-volume-encrypted", resource("aws:ebs/volume:Volume", { size: 1 }));
        assert.deepEqual(volume?.props, { size: 1, encrypted: true });
    });

    it("pin the level of a namespace to the version of the cluster, and keep a version that is there", () => {
        const labels = (given: Data, clusterVersion?: string) =>
            (
                remedied(
                    "namespace-pod-security",
                    object("v1", "Namespace", { metadata: { name: "shop", labels: given } }),
                    clusterVersion === undefined ? {} : { clusterVersion },
                )?.props.metadata as { labels: Data } | undefined
            )?.labels;
        const enforce = "pod-security.kubernetes.io/enforce";
        assert.deepEqual(labels({ team: "shop" }, "1.36"), {
            team: "shop",
            [enforce]: "restricted",
            [`${enforce}-version`]: "v1.36",
        });
        assert.deepEqual(labels({}), { [enforce]: "restricted", [`${enforce}-version`]: "latest" });
        assert.deepEqual(labels({ [enforce]: "privileged", [`${enforce}-version`]: "v1.30" }), {
            [enforce]: "restricted",
            [`${enforce}-version`]: "v1.30",
        });
    });
});

/** Fields that a remediation may write, whichever rule it is of. */
const OWN_FIELDS = /seccompProfile|allowPrivilegeEscalation|capabilities\.drop|encrypted|pod-security\.kubernetes\.io/;

function valueAt(data: unknown, path: string): unknown {
    const keys = [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)];
    return keys.reduce<unknown>((value, [, quoted, index, name]) => {
        return (value as Data | undefined)?.[quoted ?? index ?? name ?? ""];
    }, data);
}
