import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../core/engine/signatures";
import { AWS_CASES } from "./cases/aws";
import { KUBERNETES_CASES } from "./cases/kubernetes";
import { edit, leaves } from "./support/edit";
import { judge, pathsOf, ruleOf } from "./support/judge";
import { listOf, patchOf } from "./support/workloads";

for (const { rule: id, resource, breaches, accepted = [], config = {}, dependsOn = [], skipsPatches } of [
    ...KUBERNETES_CASES,
    ...AWS_CASES,
]) {
    const isObject = resource.props.apiVersion !== undefined;

    describe(`The rule ${id}, for ${resource.type}`, () => {
        const rule = ruleOf(id);

        it("finds nothing in a resource that complies", () => {
            assert.deepEqual(judge(rule, resource, config), { findings: [], undetermined: [] });
        });

        for (const { what, path, value } of accepted) {
            it(`accepts ${what}`, () => {
                assert.deepEqual(pathsOf(rule, edit(resource, `props.${path}`, value), config), []);
            });
        }

        for (const { what, path, value, foundAt = path } of breaches) {
            const broken = edit(resource, joined(path), value);

            it(`finds ${what}`, () => {
                assert.deepEqual(pathsOf(rule, broken, config), [foundAt]);
            });

            it(`finds ${what} whatever other value is unknown`, () => {
                const others = leaves(broken.props).filter(
                    (leaf) => !leaf.startsWith(path) && !dependsOn.includes(leaf),
                );
                for (const leaf of others.filter((other) => other !== "apiVersion" && other !== "kind")) {
                    const found = pathsOf(rule, edit(broken, joined(leaf), UNKNOWN), config);
                    assert.deepEqual(found, [foundAt], `with ${leaf} unknown`);
                }
            });

            if (isObject) {
                it(`finds ${what} in a list`, () => {
                    assert.deepEqual(pathsOf(rule, listOf(broken), config), [`items[0].${foundAt}`]);
                });
            }
            if (isObject && value !== undefined && path === foundAt && skipsPatches !== true) {
                it(`finds ${what} in a patch`, () => {
                    assert.deepEqual(pathsOf(rule, patchOf(broken), config), [foundAt]);
                });
            }
        }
    });
}

function joined(path: string): string {
    return path.startsWith("[") ? `props${path}` : `props.${path}`;
}
