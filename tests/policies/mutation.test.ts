import assert from "node:assert/strict";
import fc from "fast-check";
import { UNKNOWN_STRING as UNKNOWN } from "../../core/engine/signatures";
import { evaluate, toSubject } from "../../policies/model/evaluate";
import { type RawResource, toResources } from "../../policies/model/resource";
import { RULES } from "../../policies/rules";
import { AWS_CASES } from "./cases/aws";
import { KUBERNETES_CASES } from "./cases/kubernetes";
import { POD_SECURITY_CASES } from "./cases/pod-security";
import { POD_CASES } from "./cases/pods";
import { edit, leaves } from "./support/edit";
import { TODAY } from "./support/judge";
import type { RuleCase } from "./support/rule-case";
import { compliantPod, WORKLOAD_KINDS, workload } from "./support/workloads";

const SEED = 20_261_120;

type Judging = Pick<RuleCase, "rule" | "config" | "context">;

/** What all rules find, each as `rule path`. The configuration is that of one rule. */
function findingsOf(raw: RawResource, { rule: id, config = {}, context = {} }: Judging): readonly string[] {
    return toResources(raw)
        .map((resource) => toSubject(resource))
        .flatMap((subject) =>
            RULES.flatMap((rule) =>
                evaluate(rule, subject, {
                    today: TODAY,
                    ...context,
                    config: rule.id === id ? config : {},
                }).findings.map(({ path }) => `${rule.id} ${path}`),
            ),
        );
}

/** A whole number below a bound for each of so many draws, the same in every run. */
function draws(count: number, bound: number, salt: number): readonly number[] {
    return fc.sample(fc.nat(Math.max(0, bound - 1)), { seed: SEED + salt, numRuns: count });
}

/** Fails unless the rule finds the fault at its place, and no other rule finds anything that is not declared. */
function expectOnly(raw: RawResource, ruleCase: RuleCase, at: string, standing: readonly string[], what: string): void {
    const { rule, also = [] } = ruleCase;
    const found = findingsOf(raw, ruleCase);
    assert(found.includes(`${rule} ${at}`), `${rule} does not find ${what}; found: ${found.join(", ")}`);
    const surplus = found.filter(
        (finding) => finding !== `${rule} ${at}` && !standing.includes(finding) && !also.includes(nameIn(finding)),
    );
    assert.deepEqual(surplus, [], what);
}

function nameIn(finding: string): string {
    return finding.slice(0, finding.indexOf(" "));
}

describe("The compliant pod", () => {
    for (const kind of WORKLOAD_KINDS) {
        it(`breaks no rule as ${kind.type}, but that of versions that no cluster serves`, () => {
            const found = findingsOf(workload(kind, compliantPod), { rule: "" });
            assert.deepEqual(
                found.filter((finding) => finding !== "removed-api apiVersion"),
                [],
            );
        });
    }
});

describe("A fault in a pod is found by its rule alone", () => {
    for (const [salt, ruleCase] of [...POD_SECURITY_CASES, ...POD_CASES].entries()) {
        const { rule, breaches, dependsOn = [], kinds } = ruleCase;
        const concerned = WORKLOAD_KINDS.filter(({ type }) => kinds?.some((kind) => type.endsWith(`:${kind}`)) ?? true);

        for (const [index, { what, path, value, foundAt = path }] of breaches.entries()) {
            it(`${rule}: ${what}, in every kind of workload, with a random other value unknown`, () => {
                const broken = edit(compliantPod, path, value);
                const others = leaves(broken).filter((leaf) => !leaf.startsWith(path) && !dependsOn.includes(leaf));
                const chosen = draws(concerned.length, others.length, salt * 100 + index);
                for (const [number, kind] of concerned.entries()) {
                    const at = `${kind.prefix}${foundAt}`;
                    const standing = findingsOf(workload(kind, compliantPod), ruleCase);
                    expectOnly(workload(kind, broken), ruleCase, at, standing, `${what} in ${kind.type}`);
                    const leaf = others[chosen[number] ?? 0];
                    if (leaf !== undefined) {
                        const open = workload(kind, edit(broken, leaf, UNKNOWN));
                        expectOnly(open, ruleCase, at, standing, `${what} in ${kind.type}, ${leaf} unknown`);
                    }
                }
            });
        }
    }
});

describe("A fault in a resource is found by its rule alone", () => {
    for (const [salt, ruleCase] of [...KUBERNETES_CASES, ...AWS_CASES].entries()) {
        const { rule, resource, breaches, dependsOn = [] } = ruleCase;
        // Fixtures of one rule may be sketches that say nothing of the matters of others.
        const standing = findingsOf(resource, ruleCase);

        for (const [index, { what, path, value, foundAt = path }] of breaches.entries()) {
            it(`${rule}: ${what}, in ${resource.type}, with random other values unknown`, () => {
                const broken = edit(resource, placeOf(path), value);
                expectOnly(broken, ruleCase, foundAt, standing, what);
                const others = leaves(broken.props).filter(
                    (leaf) =>
                        !leaf.startsWith(path) && !dependsOn.includes(leaf) && leaf !== "apiVersion" && leaf !== "kind",
                );
                for (const leaf of draws(3, others.length, salt * 100 + index).flatMap((draw) => others[draw] ?? [])) {
                    const open = edit(broken, placeOf(leaf), UNKNOWN);
                    expectOnly(open, ruleCase, foundAt, standing, `${what}, ${leaf} unknown`);
                }
            });
        }
    }
});

function placeOf(path: string): string {
    return path.startsWith("[") ? `props${path}` : `props.${path}`;
}
