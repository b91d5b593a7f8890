import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ALL_RULES } from "../../policies/judging/all-rules";
import { lintPolicyConfig } from "../../policies/judging/config-lint";
import { levelOf, type PackConfig } from "../../policies/judging/pack-config";
import { projectRoot } from "../../toolchain/paths";

const preset = (name: string): PackConfig =>
    JSON.parse(readFileSync(join(projectRoot(), "policies", "presets", `${name}.json`), "utf8"));
/** Advice that a stack would show for ever, because it does what the rule asks about on purpose: see docs/policies.md. */
const EVERYWHERE = [
    ...["high-user-id", "high-group-id", "priority-class", "cpu-limit", "ephemeral-storage-limit"],
    ...["eks-vpc-cni-network-policy", "security-group-egress", "image-digest", "storage-class-reclaim"],
    ...["secret-literal", "secret-from-environment"],
];
const SWITCHED_OFF: Readonly<Record<"local" | "dev" | "prod", readonly string[]>> = {
    local: [...EVERYWHERE, "storage-class-key"],
    dev: [
        ...[...EVERYWHERE, "eks-creator-admin", "eks-deletion-protection", "protected-state", "single-replica"],
        "rbac-pod-creation",
    ],
    prod: [...EVERYWHERE, "eks-creator-admin"],
};

describe("The linter of policy configurations", () => {
    it("accepts levels, parameters and environments", () => {
        const config = {
            all: "mandatory",
            environments: ["team/prod"],
            "bare-pod": "disabled",
            "psa-privileged": { enforcementLevel: "advisory", version: "v1.36" },
            "image-registry": { allowedRegistries: ["public.ecr.aws"] },
            undetermined: { unknowns: "mandatory" },
        };
        assert.deepEqual(lintPolicyConfig(config), []);
    });

    it("accepts remediation of rules that can remediate, and of no others", () => {
        const level = { enforcementLevel: "remediate" };
        assert.deepEqual(
            lintPolicyConfig({ "namespace-pod-security": "remediate", "ebs-volume-encrypted": level }),
            [],
        );
        const [all, rule, ...others] = lintPolicyConfig({ all: "remediate", "psa-privileged": level });
        assert.deepEqual([all?.path, rule?.path, others], ["all", "psa-privileged.enforcementLevel", []]);
    });

    it("names the rule that a misspelt one stands for", () => {
        const [fault] = lintPolicyConfig({ "psa-priviledged": "mandatory" });
        assert.deepEqual([fault?.path, fault?.next], ["psa-priviledged", "Did you mean psa-privileged?"]);
    });

    it("names the parameter that a misspelt one stands for", () => {
        const [fault] = lintPolicyConfig({ "image-registry": { allowedRegistry: [] } });
        assert.deepEqual(fault?.path, "image-registry.allowedRegistry");
        assert.equal(fault?.next, "Did you mean allowedRegistries?");
    });

    for (const [what, config, path] of [
        ["a level that is none", { all: "warn" }, "all"],
        ["a level that is none, in an object", { "bare-pod": { enforcementLevel: 1 } }, "bare-pod.enforcementLevel"],
        ["a version before 1.25", { "psa-privileged": { version: "v1.24" } }, "psa-privileged.version"],
        ["a version that is none", { "psa-privileged": { version: "1.36" } }, "psa-privileged.version"],
        ["a text for a list", { "image-registry": { allowedRegistries: "a" } }, "image-registry.allowedRegistries"],
        [
            "a number in a list of texts",
            { "image-registry": { allowedRegistries: ["a", 1] } },
            "image-registry.allowedRegistries[1]",
        ],
        ["a number that is too small", { "single-replica": { minimum: 0 } }, "single-replica.minimum"],
        ["a fraction", { "single-replica": { minimum: 1.5 } }, "single-replica.minimum"],
        ["a value that is not allowed", { undetermined: { unknowns: "never" } }, "undetermined.unknowns"],
        ["an environment alone", { environments: "team/prod" }, "environments"],
        ["a list", [], "(root)"],
        ["null", null, "(root)"],
    ] as const) {
        it(`refuses ${what}`, () => {
            assert.deepEqual(
                lintPolicyConfig(config).map((fault) => fault.path),
                [path],
            );
        });
    }

    it("reports all faults at once", () => {
        assert.equal(lintPolicyConfig({ a: 1, b: 2, all: 3 }).length, 3);
    });
});

describe("The presets", () => {
    for (const name of ["local", "dev", "prod"]) {
        it(`${name} has no fault`, () => {
            assert.deepEqual(lintPolicyConfig(preset(name)), []);
        });
    }

    for (const [name, rules] of Object.entries(SWITCHED_OFF)) {
        it(`${name} switches off what its stack does on purpose, and nothing else`, () => {
            const levels = preset(name);
            const off = Object.keys(levels).filter((id) => levels[id] === "disabled");
            assert.deepEqual(off.toSorted(), rules.toSorted());
        });
    }

    it("prod enforces each rule that is mandatory by itself", () => {
        const prod = preset("prod");
        const weaker = ALL_RULES.filter((rule) => rule.level === "mandatory" && levelOf(rule, prod) !== "mandatory");
        assert.deepEqual(weaker, []);
    });

    for (const name of ["local", "dev"] as const) {
        it(`${name} enforces security alone`, () => {
            const levels = preset(name);
            for (const rule of ALL_RULES.filter(({ id }) => !SWITCHED_OFF[name].includes(id))) {
                const isEnforced = rule.level === "mandatory" && rule.category === "security";
                assert.equal(levelOf(rule, levels), isEnforced ? "mandatory" : "advisory", rule.id);
            }
        });
    }
});
