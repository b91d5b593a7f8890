import assert from "node:assert/strict";
import { admissionPolicies, policyName } from "../../../policies/admission/admission-policies";
import { celText } from "../../../policies/admission/cel";
import { ADMISSION_CHECKS } from "../../../policies/admission/rules";
import { RULES } from "../../../policies/rules";

const policyOf = (rule: string, config: Record<string, unknown>) =>
    admissionPolicies(config).find((bound) => bound.rule === rule);

/** What CEL reads of a literal whose escapes are JSON's. */
const read = (literal: string): unknown => JSON.parse(literal);

describe("The admission policies", () => {
    it("are of rules that the pack has, each once", () => {
        const ids = ADMISSION_CHECKS.map(({ rule }) => rule.id);
        assert.deepEqual(ids, [...new Set(ids)].toSorted());
        for (const { rule } of ADMISSION_CHECKS) assert.ok(RULES.includes(rule), rule.id);
    });

    it("look at objects that the API server has", () => {
        for (const { rule, targets } of ADMISSION_CHECKS) {
            assert.ok(targets.length > 0, rule.id);
            for (const { resources } of targets) assert.ok(resources.length > 0, rule.id);
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

    it("are named by their rules, and say what to do", () => {
        for (const { rule, policy, binding } of admissionPolicies({ all: "mandatory" })) {
            assert.equal(policy.metadata.name, policyName(rule));
            assert.equal(binding.spec.policyName, policy.metadata.name);
            const { fix } = RULES.find(({ id }) => id === rule) ?? assert.fail(rule);
            for (const { message, messageExpression } of policy.spec.validations) {
                assert.ok(message.startsWith(`${rule}: `) && message.includes(fix));
                assert.ok(messageExpression.includes(celText(`. ${fix}`)));
            }
        }
    });

    it("exempt the namespaces of the system, and those that are named", () => {
        const [bound] = admissionPolicies({ all: "mandatory" }, { exemptNamespaces: ["agents"] });
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
            const { expression } = policy.spec.variables.at(-1) ?? assert.fail();
            const literals = [...expression.matchAll(/"(?:[^"\\\n]|\\.)*"/g)].map(([literal]) => String(read(literal)));
            const pattern = literals.find((literal) => literal.startsWith("^(?:") && !literal.includes("localhost"));
            assert.ok(pattern, expression);
            assert.doesNotThrow(() => new RegExp(pattern));
            assert.ok(!new RegExp(pattern).test("docker.io/library/nginx/"));
        });
    }
});
