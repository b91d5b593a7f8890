import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate, toSubject } from "../../policies/model/evaluate";
import { toResources } from "../../policies/model/resource";
import { RULES } from "../../policies/rules";
import { type Data, edit } from "./support/edit";
import { TODAY } from "./support/judge";

/** What Kubernetes' own evaluator says of a pod with one field set, and of the same with others set beside it. */
interface KubernetesVerdicts {
    /** The evaluator's name and version. */
    readonly evaluator: string;
    /** A pod that passes every check. */
    readonly pod: Data;
    readonly cases: readonly {
        readonly path: string;
        readonly beside?: Data;
        /** Values of the field, each with the checks that refuse it, by minor versions: `25-30`, or `34-` up to the latest. */
        readonly verdicts: readonly (readonly [value: unknown, refused: Readonly<Record<string, string>>])[];
    }[];
}

const RECORDED: KubernetesVerdicts = JSON.parse(
    readFileSync(join(__dirname, "cases/kubernetes-verdicts.json"), "utf8"),
);
const OLDEST = 25;
const VERSIONS = [...Array.from({ length: 13 }, (_, index) => `v1.${OLDEST + index}`), "latest"];
const PREFIX = "psa-";
const POD_SECURITY_RULES = RULES.filter(({ id }) => id.startsWith(PREFIX));

/** The versions that a recorded range names. */
function versionsIn(range: string): readonly string[] {
    const [from = OLDEST, until = 0] = range.split("-").map(Number);
    return VERSIONS.slice(from - OLDEST, until === 0 ? undefined : until - OLDEST + 1);
}

/** The versions in which each check refuses a pod, of those that refuse it in any. */
function refusals(pod: Data): Readonly<Record<string, readonly string[]>> {
    const props = { apiVersion: "v1", kind: "Pod", ...pod };
    const subjects = toResources({ type: "kubernetes:core/v1:Pod", name: "main", props }).map((one) => toSubject(one));
    const refused = POD_SECURITY_RULES.map((rule): [check: string, versions: readonly string[]] => {
        const isRefused = (version: string) =>
            subjects.some(
                (subject) => evaluate(rule, subject, { today: TODAY, config: { version } }).findings.length > 0,
            );
        return [rule.id.slice(PREFIX.length), VERSIONS.filter(isRefused)];
    });
    return Object.fromEntries(refused.filter(([, versions]) => versions.length > 0));
}

describe(`The Pod Security rules agree in every version with ${RECORDED.evaluator}`, () => {
    for (const { path, beside = {}, verdicts } of RECORDED.cases) {
        const others = Object.entries(beside);
        it(`on ${path}${others.length === 0 ? "" : ` beside ${JSON.stringify(beside)}`}`, () => {
            const around = others.reduce((pod, [at, value]) => edit(pod, at, value), RECORDED.pod);
            for (const [value, refused] of verdicts) {
                const expected = Object.entries(refused).map(([check, range]) => [check, versionsIn(range)]);
                assert.deepEqual(
                    refusals(edit(around, path, value)),
                    Object.fromEntries(expected),
                    JSON.stringify(value),
                );
            }
        });
    }
});
