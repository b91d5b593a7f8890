import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { admissionPolicies, RULES_ANNOTATION } from "../../../policies/admission/admission-policies";
import { celText } from "../../../policies/admission/cel";
import { ADMISSION_CHECKS } from "../../../policies/admission/rules";
import { settingsOf } from "../../../policies/admission/settings";
import { variablesOf } from "../../../policies/admission/variables";
import { levelOf } from "../../../policies/judging/pack-config";
import { RULES } from "../../../policies/rules";
import { projectRoot } from "../../../toolchain/paths";

const policyOf = (rule: string, config: Record<string, unknown>) =>
    admissionPolicies(config).find(({ rules }) => rules.includes(rule));

/** What no update changes. */
const FIXED = ["kind", "apiVersion", "metadata.name", "metadata.namespace"];

/** The paths of the fields that CEL reads of `object`. */
const fieldsOf = (cel: string) =>
    [...cel.matchAll(/\bobject\)?((?:\.\??\w+)+)/g)].map(([, path = ""]) => path.replaceAll("?", "").slice(1));

/** What CEL reads of a literal whose escapes are JSON's. */
const read = (literal: string): unknown => JSON.parse(literal);

describe("The admission policies", () => {
    it("are of rules that the pack has, each once", () => {
        const ids = ADMISSION_CHECKS.map(({ rule }) => rule.id);
        assert.deepEqual(ids, [...new Set(ids)].toSorted());
        for (const { rule } of ADMISSION_CHECKS) {
            assert.ok(RULES.includes(rule), rule.id);
        }
    });

    it("are of every rule over Kubernetes objects, but for Pod Security's and those that the documentation gives a reason for", () => {
        const page = readFileSync(join(projectRoot(), "docs", "admission.md"), "utf8");
        const [, section = ""] = /^## What previews alone judge\n(.*?)^## /ms.exec(page) ?? [];
        const explained = [...section.matchAll(/^\| `([\w-]+)` \| \S.+ \|$/gm)].map(([, id = ""]) => id);
        const overObjects = RULES.filter(({ id, types }) => types === undefined && !id.startsWith("psa-"));
        const enforced = ADMISSION_CHECKS.map(({ rule }) => rule.id);
        assert.deepEqual([...enforced, ...explained].toSorted(), overObjects.map(({ id }) => id).toSorted());
    });

    it("look at objects that the API server has", () => {
        for (const { rule, targets } of ADMISSION_CHECKS) {
            assert.ok(targets.length > 0, rule.id);
            for (const { resources } of targets) {
                assert.ok(resources.length > 0, rule.id);
            }
        }
    });

    it("deny by a mandatory rule, warn and audit by advice, and leave out what is switched off", () => {
        const actions = (level: string) =>
            policyOf("image-pinned", { all: "disabled", "image-pinned": level })?.binding.spec.validationActions;
        assert.deepEqual(actions("mandatory"), ["Deny"]);
        assert.deepEqual(actions("remediate"), ["Deny"]);
        assert.deepEqual(actions("advisory"), ["Warn", "Audit"]);
        assert.equal(actions("disabled"), undefined);
    });

    it("take the level of all other rules, and the rule's own without any", () => {
        assert.deepEqual(admissionPolicies({ all: "disabled" }), []);
        const own = policyOf("read-only-root-filesystem", {})?.binding.spec.validationActions;
        assert.deepEqual(own, ["Warn", "Audit"]);
    });

    it("hold the parameters of their rules", () => {
        const settings = { enforcementLevel: "mandatory", movingTags: ["stable"] };
        const { policy } = policyOf("image-pinned", { "image-pinned": settings }) ?? assert.fail();
        assert.ok(JSON.stringify(policy.spec.variables).includes(":stable"));
        assert.ok(!JSON.stringify(policy.spec.variables).includes(":latest"));
    });

    it("leave out a rule that its parameters make empty", () => {
        assert.equal(policyOf("image-registry", { "image-registry": { allowedRegistries: [] } }), undefined);
    });

    it("hold the rules of one level that look at the same requests", () => {
        const advice = { all: "mandatory", "cpu-limit": "advisory", "ssh-port": "advisory" };
        const { name, rules, policy } = policyOf("ssh-port", advice) ?? assert.fail();
        assert.deepEqual([name, rules], ["workloads-warn", ["cpu-limit", "ssh-port"]]);
        assert.equal(policy.metadata.annotations[RULES_ANNOTATION], "cpu-limit, ssh-port");
        assert.ok(policyOf("image-digest", advice)?.rules.includes("image-pinned"));
    });

    it("split what is too much for one policy, in an order that stays", () => {
        const parts = admissionPolicies({ all: "mandatory" }).filter(({ name }) => name.startsWith("workloads-deny"));
        assert.deepEqual(
            parts.map(({ name }) => name),
            parts.map((_, index) => (index === 0 ? "workloads-deny" : `workloads-deny-${index + 1}`)),
        );
        assert.ok(parts.length > 1);
        const ids = parts.flatMap(({ rules }) => rules);
        assert.deepEqual(ids, ids.toSorted());
    });

    for (const preset of ["local", "dev", "prod"]) {
        it(`hold each rule of the preset ${preset} once, and have names of their own`, () => {
            const config: Record<string, unknown> = require(`../../../policies/presets/${preset}.json`);
            const bound = admissionPolicies(config);
            const enforced = ADMISSION_CHECKS.map(({ rule }) => rule).filter(
                (rule) => levelOf(rule, config) !== "disabled" && rule.id !== "image-registry",
            );
            assert.deepEqual(
                bound.flatMap(({ rules }) => rules.filter((id) => id !== "image-registry")).sort(),
                enforced.map(({ id }) => id).sort(),
            );
            assert.equal(new Set(bound.map(({ name }) => name)).size, bound.length);
            assert.ok(bound.length <= 30, String(bound.length));
        });
    }

    it("look at the same requests wherever they are about the same", () => {
        const requests = new Map<string, unknown>();
        for (const { about, targets, exclude } of ADMISSION_CHECKS) {
            assert.deepEqual({ targets, exclude }, requests.get(about) ?? { targets, exclude }, about);
            requests.set(about, { targets, exclude });
        }
    });

    it("are named by what they are about, and say what to do", () => {
        for (const { name, rules, policy, binding } of admissionPolicies({ all: "mandatory" })) {
            assert.equal(policy.metadata.name, `eks-platform-${name}`);
            assert.equal(binding.spec.policyName, policy.metadata.name);
            assert.equal(policy.spec.validations.length, rules.length);
            for (const [index, { message, messageExpression }] of policy.spec.validations.entries()) {
                const { id, fix } = RULES.find((rule) => rule.id === rules[index]) ?? assert.fail(name);
                assert.ok(message.startsWith(`${id}: `) && message.includes(fix));
                assert.ok(messageExpression.startsWith(celText(`${id}: `)));
                assert.ok(messageExpression.endsWith(celText(`. ${fix}`)));
            }
        }
    });

    it("define each variable once, before what uses it", () => {
        for (const { name, policy } of admissionPolicies({ all: "mandatory" })) {
            const names = policy.spec.variables.map((variable) => variable.name);
            assert.equal(new Set(names).size, names.length, name);
            for (const [index, { expression }] of policy.spec.variables.entries()) {
                for (const [, used = ""] of expression.matchAll(/\bvariables\.(\w+)/g)) {
                    assert.ok(names.slice(0, index).includes(used), `${name}: ${used}`);
                }
            }
        }
    });

    for (const { rule, reads, findings } of ADMISSION_CHECKS) {
        it(`judge an update of all that ${rule.id} reads`, () => {
            const { config = {} } = settingsOf(rule, { all: "mandatory" }) ?? {};
            const found = findings({ ...config, allowedRegistries: ["public.ecr.aws"] }) ?? assert.fail(rule.id);
            const read = reads("object");
            // A variable that builds on no other is read as a whole.
            const own = variablesOf(found).filter(({ expression }) => !expression.includes("variables."));
            const expressions = own
                .map(({ expression }) => expression)
                .filter((expression) => !read.includes(expression));
            const isCovered = (field: string) =>
                [...FIXED, ...fieldsOf(read)].some((path) => `${field}.`.startsWith(`${path}.`));
            assert.deepEqual(
                [found, ...expressions].flatMap(fieldsOf).filter((field) => !isCovered(field)),
                [],
            );
            const pods = own.filter(({ name }) => name.startsWith("pod"));
            for (const { name, expression } of pods) {
                assert.ok(read.includes(expression), name);
            }
        });
    }

    it("ask of each rule what changed where rules read different fields", () => {
        const { policy } = policyOf("cron-job-deadline", { all: "mandatory" }) ?? assert.fail();
        for (const [index, field] of ["concurrencyPolicy", "startingDeadlineSeconds"].entries()) {
            const [, change] = /^!variables\.(\w+) \|\| /.exec(policy.spec.validations[index]?.expression ?? "") ?? [];
            const variable = policy.spec.variables.find(({ name }) => name === change) ?? assert.fail(field);
            assert.ok(variable.expression.includes(`.?${field}] != `), variable.expression);
            assert.ok(policy.spec.matchConditions[0]?.expression.includes(`.?${field}] != `));
        }
    });

    it("exempt the namespaces of the system, and those that are named", () => {
        const bound = admissionPolicies({ all: "mandatory" }, { exemptNamespaces: ["agents"] }).find(({ rules }) =>
            rules.includes("image-pinned"),
        );
        const [expression] = bound?.binding.spec.matchResources.namespaceSelector.matchExpressions ?? [];
        assert.equal(expression?.operator, "NotIn");
        for (const namespace of ["kube-system", "tigera-operator", "agents"]) {
            assert.ok(expression.values.includes(namespace), namespace);
        }
    });

    for (const hostile of ['evil"] + ["', "a\\", "a\nb", "a')//", "\ud800", "(?i).*", "registry:5000/*", "$" + "{x}"]) {
        it(`keep ${JSON.stringify(hostile)} within its literal`, () => {
            const text = read(celText(hostile));
            assert.equal(text, hostile === "\ud800" ? "\ufffd" : hostile);
            const { policy } =
                policyOf("image-registry", { "image-registry": { allowedRegistries: [hostile] } }) ?? assert.fail();
            const { expression } =
                policy.spec.variables.find(({ name }) => name === "imageRegistryFindings") ?? assert.fail();
            const literals = [...expression.matchAll(/"(?:[^"\\\n]|\\.)*"/g)].map(([literal]) => String(read(literal)));
            const pattern = literals.find((literal) => literal.startsWith("^(?:") && !literal.includes("localhost"));
            assert.ok(pattern, expression);
            assert.doesNotThrow(() => new RegExp(pattern));
            assert.ok(!new RegExp(pattern).test("docker.io/library/nginx/"));
        });
    }
});
