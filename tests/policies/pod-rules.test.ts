import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../core/engine/signatures";
import { POD_SECURITY_CASES } from "./cases/pod-security";
import { POD_CASES } from "./cases/pods";
import { edit, leaves } from "./support/edit";
import { judge, pathsOf, ruleOf } from "./support/judge";
import { compliantPod, listOf, patchOf, WORKLOAD_KINDS, workload } from "./support/workloads";

const [POD] = WORKLOAD_KINDS;
assert(POD);

for (const { rule: id, breaches, accepted = [], config = {}, context = {}, dependsOn = [], kinds } of [
    ...POD_SECURITY_CASES,
    ...POD_CASES,
]) {
    const concerned = WORKLOAD_KINDS.filter(({ type }) => kinds?.some((kind) => type.endsWith(`:${kind}`)) ?? true);
    const [first = POD] = concerned;

    describe(`The rule ${id}`, () => {
        const rule = ruleOf(id);

        it("finds nothing in a pod that complies, in any kind of workload", () => {
            for (const kind of WORKLOAD_KINDS) {
                assert.deepEqual(judge(rule, workload(kind, compliantPod), config, context), {
                    findings: [],
                    undetermined: [],
                });
            }
        });

        for (const { what, path, value } of accepted) {
            it(`accepts ${what}`, () => {
                assert.deepEqual(pathsOf(rule, workload(first, edit(compliantPod, path, value)), config, context), []);
            });
        }

        for (const { what, path, value, foundAt = path } of breaches) {
            const broken = edit(compliantPod, path, value);

            it(`finds ${what} in every kind of workload`, () => {
                for (const kind of concerned) {
                    const found = pathsOf(rule, workload(kind, broken), config, context);
                    assert.deepEqual(found, [`${kind.prefix}${foundAt}`], kind.type);
                }
            });

            it(`finds ${what} in a list of workloads`, () => {
                for (const kind of concerned) {
                    const found = pathsOf(rule, listOf(workload(kind, broken)), config, context);
                    assert.deepEqual(found, [`items[0].${kind.prefix}${foundAt}`], kind.type);
                }
            });

            if (value !== undefined && value !== null && path === foundAt) {
                it(`finds ${what} in a patch`, () => {
                    assert.deepEqual(pathsOf(rule, patchOf(workload(first, broken)), config, context), [
                        `${first.prefix}${foundAt}`,
                    ]);
                });
            }

            it(`finds ${what} whatever other value is unknown`, () => {
                const others = leaves(broken).filter((leaf) => !leaf.startsWith(path) && !dependsOn.includes(leaf));
                for (const leaf of others) {
                    const found = pathsOf(rule, workload(first, edit(broken, leaf, UNKNOWN)), config, context);
                    assert.deepEqual(found, [`${first.prefix}${foundAt}`], `with ${leaf} unknown`);
                }
            });
        }

        it("says nothing of what a patch leaves out", () => {
            const empty = { metadata: {}, spec: { containers: [{ name: "web" }] } };
            assert.deepEqual(judge(rule, patchOf(workload(first, empty)), config, context).findings, []);
        });

        it("cannot be decided, and finds nothing, where the pod is unknown", () => {
            const verdict = judge(
                rule,
                workload(concerned.find(({ prefix }) => prefix !== "") ?? first, { metadata: UNKNOWN, spec: UNKNOWN }),
                config,
                context,
            );
            assert.deepEqual(verdict.findings, []);
            assert.notDeepEqual(verdict.undetermined, []);
        });
    });
}
