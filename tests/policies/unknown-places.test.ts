import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../core/engine/signatures";
import { AWS_CASES } from "./cases/aws";
import { KUBERNETES_CASES } from "./cases/kubernetes";
import { POD_SECURITY_CASES } from "./cases/pod-security";
import { POD_CASES } from "./cases/pods";
import { edit, nodes } from "./support/edit";
import { judge, ruleOf } from "./support/judge";
import type { ResourceRuleCase } from "./support/rule-case";
import { compliantPod, WORKLOAD_KINDS, workload } from "./support/workloads";

/** What tells which rules concern a resource; it is always known. */
const IDENTITY = ["apiVersion", "kind"];

/** Where a fixture that breaks a rule may be unknown without a word of the rule: everything is tried, one after the other. */
function silentPlaces({ rule: id, config, context }: Judging, broken: ResourceRuleCase["resource"]): readonly string[] {
    const rule = ruleOf(id);
    return nodes(broken.props)
        .filter((place) => !IDENTITY.includes(place))
        .filter((place) => {
            const { props } = edit({ props: broken.props }, joined(place), UNKNOWN);
            const { findings, undetermined } = judge(rule, { ...broken, props }, config, context);
            return findings.length === 0 && undetermined.length === 0;
        });
}

type Judging = Pick<ResourceRuleCase, "rule" | "config" | "context">;

function joined(path: string): string {
    return path.startsWith("[") ? `props${path}` : `props.${path}`;
}

describe("A rule whose fixture is broken, and has something unknown, finds the fault or says that it cannot decide", () => {
    for (const ruleCase of [...POD_SECURITY_CASES, ...POD_CASES]) {
        const concerned = WORKLOAD_KINDS.filter(
            ({ type }) => ruleCase.kinds?.some((kind) => type.endsWith(`:${kind}`)) ?? true,
        );
        for (const { what, path, value } of ruleCase.breaches) {
            it(`${ruleCase.rule}: ${what}`, () => {
                for (const kind of concerned) {
                    const broken = workload(kind, edit(compliantPod, path, value));
                    assert.deepEqual(silentPlaces(ruleCase, broken), [], kind.type);
                }
            });
        }
    }

    for (const ruleCase of [...KUBERNETES_CASES, ...AWS_CASES]) {
        for (const { what, path, value } of ruleCase.breaches) {
            it(`${ruleCase.rule}: ${what}, in ${ruleCase.resource.type}`, () => {
                assert.deepEqual(silentPlaces(ruleCase, edit(ruleCase.resource, joined(path), value)), []);
            });
        }
    }
});
