import assert from "node:assert/strict";
import type { Exemptions } from "../../policies/exemptions/exemption";
import { readExemptions } from "../../policies/exemptions/read";
import { toResources } from "../../policies/model/resource";
import { object } from "./support/resources";

const RULES = ["psa-privileged", "bare-pod"];
const TODAY = "2026-11-20";
const read = (source: string) => readExemptions("exemptions.yaml", source, RULES, TODAY);
const entry = (fields: Record<string, string> = {}) => {
    const all = {
        rule: "psa-privileged",
        resource: "{ kind: DaemonSet, namespace: monitoring, name: node-* }",
        reason: "It loads a kernel module.",
        owner: "observability",
        expires: "2027-03-31",
        ...fields,
    };
    return `  - ${Object.entries(all)
        .map(([key, value]) => `${key}: ${value}`)
        .join("\n    ")}\n`;
};
const file = (...entries: readonly string[]) => `exemptions:\n${entries.join("")}`;
const [daemonSet] = toResources({
    ...object("apps/v1", "DaemonSet", { metadata: { name: "node-agent", namespace: "monitoring" } }),
    urn: "urn:pulumi:prod::shop::eks-platform:Agent$kubernetes:apps/v1:DaemonSet::agent",
});
assert(daemonSet);

describe("A file of exemptions", () => {
    const covers = (fields: Record<string, string>, rule = "psa-privileged") => {
        const { exemptions, faults } = read(file(entry(fields)));
        assert(exemptions, JSON.stringify(faults));
        return exemptions.covers(rule, daemonSet);
    };

    for (const [what, resource, expected] of [
        [
            "kind, namespace and a name with a wildcard",
            "{ kind: DaemonSet, namespace: monitoring, name: node-* }",
            true,
        ],
        ["kind and name in any namespace", "{ kind: DaemonSet, name: node-agent }", true],
        ["another namespace", "{ kind: DaemonSet, namespace: shop, name: node-* }", false],
        ["another kind", "{ kind: Deployment, namespace: monitoring, name: node-* }", false],
        ["the beginning of a name only", "{ kind: DaemonSet, namespace: monitoring, name: node }", false],
        ["a URN with wildcards", '"urn:pulumi:*::*::*DaemonSet::agent"', true],
        ["a URN of another stack", '"urn:pulumi:dev::*::*DaemonSet::agent"', false],
    ] as const) {
        it(`${expected ? "covers" : "does not cover"} a resource by ${what}`, () => {
            assert.equal(covers({ resource }), expected);
        });
    }

    it("covers an object that names no namespace as one of the default namespace", () => {
        for (const own of [undefined, ""]) {
            const [pod] = toResources(object("v1", "Pod", { metadata: { namespace: own } }));
            assert(pod);
            const coversIn = (namespace: string) => {
                const resource = `{ kind: Pod, namespace: ${namespace}, name: web }`;
                return read(file(entry({ resource }))).exemptions?.covers("psa-privileged", pod);
            };
            assert.deepEqual([coversIn("default"), coversIn("shop")], [true, false]);
        }
    });

    it("covers no object without namespaces as one of the default namespace", () => {
        const coversIn = (place: string, metadata: object = {}) => {
            const role = object("rbac.authorization.k8s.io/v1", "ClusterRole", {});
            const [resource] = toResources({
                ...role,
                props: { ...role.props, metadata: { name: "web", ...metadata } },
            });
            assert(resource);
            const pattern = `{ kind: ClusterRole, ${place}name: web }`;
            return read(file(entry({ resource: pattern }))).exemptions?.covers("psa-privileged", resource);
        };
        assert.equal(coversIn("namespace: default, "), false);
        assert.equal(coversIn("namespace: default, ", { namespace: "default" }), false);
        assert.equal(coversIn(""), true);
    });

    it("covers no other rule", () => {
        assert.equal(covers({}, "bare-pod"), false);
    });

    it("holds on its last day and not on the next", () => {
        assert.equal(covers({ expires: TODAY }), true);
        assert.equal(covers({ expires: "2026-11-19" }), false);
    });

    it("tells which exemptions have expired and which have covered nothing", () => {
        const { exemptions } = read(
            file(entry(), entry({ expires: "2020-01-01" }), entry({ rule: "bare-pod", ticket: "OPS-1" })),
        );
        assert(exemptions);
        exemptions.covers("psa-privileged", daemonSet);
        assert.deepEqual(
            exemptions.expired.map(({ expires }) => expires),
            ["2020-01-01"],
        );
        assert.deepEqual(
            exemptions.unused.map(({ rule, line }) => [rule, line]),
            [["bare-pod", 12]],
        );
    });

    describe("for every stack of a project", () => {
        const unused = (resource: string, meet: (exemptions: Exemptions) => void) => {
            const { exemptions } = read(file(entry({ resource: `"${resource}"` })));
            assert(exemptions);
            meet(exemptions);
            return exemptions.unused.length;
        };
        const everywhere = "urn:pulumi:*::shop::*DaemonSet::agent";

        it("is unused in a stack that has the resource, and says nothing where there is none", () => {
            assert.equal(
                unused(everywhere, (exemptions) => exemptions.meet(daemonSet, false)),
                1,
            );
            assert.equal(
                unused(everywhere, () => undefined),
                0,
            );
            assert.equal(
                unused("urn:pulumi:prod::shop::*DaemonSet::agent", () => undefined),
                1,
            );
        });

        it("may be needed where the resource is a Helm release that could not be opened", () => {
            assert.equal(
                unused(everywhere, (exemptions) => exemptions.meet(daemonSet, true)),
                0,
            );
        });
    });

    it("may be empty", () => {
        assert.deepEqual(read("exemptions: []\n").exemptions?.entries, []);
    });

    const without = (key: string) => entry().replace(new RegExp(`\\n    ${key}: .*`), "");
    for (const [what, source, path] of [
        ["no reason", file(without("reason")), "exemptions.yaml:2: exemptions[0].reason"],
        ["an empty reason", file(entry({ reason: '" "' })), "exemptions.yaml:2: exemptions[0].reason"],
        ["no owner", file(without("owner")), "exemptions.yaml:2: exemptions[0].owner"],
        ["no last day", file(without("expires")), "exemptions.yaml:2: exemptions[0].expires"],
        ["a day that is none", file(entry({ expires: "2026-02-30" })), "exemptions.yaml:2: exemptions[0].expires"],
        ["a misspelt rule", file(entry({ rule: "psa-priviledged" })), "exemptions.yaml:2: exemptions[0].rule"],
        ["a name for all", file(entry({ resource: "web" })), "exemptions.yaml:2: exemptions[0].resource"],
        [
            "an object without a kind",
            file(entry({ resource: "{ name: web }" })),
            "exemptions.yaml:2: exemptions[0].resource",
        ],
        ["an unknown key", file(entry({ until: "2027-01-01" })), "exemptions.yaml:2: exemptions[0].until"],
        ["a list alone", "- rule: bare-pod\n", "exemptions.yaml"],
        ["nothing", "", "exemptions.yaml"],
        ["broken YAML", "exemptions: [", "exemptions.yaml"],
        ["an alias in itself", "exemptions: &a [*a]", "exemptions.yaml"],
        ["aliases that multiply", `exemptions: ${multiplied(8)}\n`, "exemptions.yaml"],
    ] as const) {
        it(`is refused with ${what}`, () => {
            assert.deepEqual(
                read(source).faults?.map((fault) => fault.path),
                [path],
            );
        });
    }

    it("is refused with all its faults at once", () => {
        assert.equal(read(file(without("reason"), entry(), without("owner"))).faults?.length, 2);
    });
});

/** A list of lists of lists, each of nine aliases of the one before. */
function multiplied(levels: number): string {
    const names = Array.from({ length: levels }, (_, index) => `a${index}`);
    const level = (name: string, index: number) =>
        `&${name} [${index === 0 ? "x" : Array.from({ length: 9 }, () => `*${names[index - 1]}`).join(", ")}]`;
    return `[${names.map(level).join(", ")}]`;
}
