import assert from "node:assert/strict";
import { compareFindings } from "../../../review/findings/compare";
import { type FoundOnce, judgeStack } from "../../../review/findings/found";

function found(more: Partial<FoundOnce["finding"]> = {}, identity = "a"): FoundOnce {
    return {
        identity,
        finding: {
            ...{ rule: "cpu-limit", title: "Containers have a limit.", level: "mandatory", severity: "medium" },
            ...{ resource: `Deployment ${identity}`, path: "spec.containers[0]", message: "none", fix: "Set one." },
            ...more,
        },
    };
}

const told = (head: readonly FoundOnce[], base?: readonly FoundOnce[]) =>
    compareFindings(head, base).map(({ status, resource, path }) => `${status} ${resource} ${path}`);

describe("Findings beside those of the base", () => {
    it("are new, still there, or gone", () => {
        assert.deepEqual(told([found({}, "a"), found({}, "b")], [found({}, "a"), found({}, "c")]), [
            "new Deployment b spec.containers[0]",
            "present Deployment a spec.containers[0]",
            "gone Deployment c spec.containers[0]",
        ]);
    });

    it("are still there where they move within their resource, and one that joins them is the new one", () => {
        const [first, second] = [found(), found({ path: "spec.containers[1]" })];
        assert.deepEqual(told([second], [first]), ["present Deployment a spec.containers[1]"]);
        assert.deepEqual(told([first, second], [first]), [
            "new Deployment a spec.containers[1]",
            "present Deployment a spec.containers[0]",
        ]);
    });

    it("are new where advice becomes mandatory", () => {
        assert.deepEqual(
            compareFindings([found()], [found({ level: "advisory" })]).map(({ status, level }) => `${status} ${level}`),
            ["new mandatory", "gone advisory"],
        );
    });

    it("are all still there where nothing is known of before", () => {
        assert.deepEqual(told([found()]), ["present Deployment a spec.containers[0]"]);
    });

    it("come with mandatory ones first, then the gravest", () => {
        const order = compareFindings(
            [
                found({ level: "advisory", severity: "critical" }),
                found({ severity: "low" }),
                found({ severity: "high" }),
            ],
            [],
        );
        assert.deepEqual(
            order.map(({ level, severity }) => `${level} ${severity}`),
            ["mandatory high", "mandatory low", "advisory critical"],
        );
    });
});

describe("A stack's findings", () => {
    const urn = "urn:pulumi:prod::eks-platform::kubernetes:apps/v1:Deployment::web";
    const deployment = {
        ...{ type: "kubernetes:apps/v1:Deployment", name: "web", urn },
        props: {
            ...{ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web", namespace: "shop" } },
            spec: {
                template: {
                    spec: {
                        initContainers: [{ name: "wait", image: "ghcr.io/acme/wait:1.0.0" }],
                        containers: [{ name: "web", image: "ghcr.io/acme/web:1.0.0" }],
                    },
                },
            },
        },
    };

    it("name the rule, the resource, the fix and the file, beside the images that its pods run", async () => {
        const config = { all: "disabled", "memory-limit": "mandatory" };
        const { findings, images } = await judgeStack([deployment], { config }, "Pulumi.prod.yaml");
        assert.deepEqual(images, ["ghcr.io/acme/wait:1.0.0", "ghcr.io/acme/web:1.0.0"]);
        const [first] = findings.map(({ finding }) => finding);
        assert.deepEqual(
            { rule: first?.rule, level: first?.level, urn: first?.urn, resource: first?.resource, file: first?.file },
            {
                ...{ rule: "memory-limit", level: "mandatory", urn },
                ...{ resource: "Deployment shop/web", file: "Pulumi.prod.yaml" },
            },
        );
        assert.notEqual(first?.fix, "");
    });
});
