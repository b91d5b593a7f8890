import assert from "node:assert/strict";
import type { Review } from "../../../../review/model/review";
import { Material } from "../../../../review/views/html/material";
import type { Shape } from "../../../../review/views/html/topology/block";
import { serviceGraph } from "../../../../review/views/html/topology/services";
import { topology } from "../../../../review/views/html/topology/topology";
import { changedReview } from "../../../review/changed-review";
import { manyServices } from "../../../review/many-services";
import { recordedReview } from "../../../review/recorded-review";

const FRAMES = new Set<Shape["kind"]>(["region", "vpc", "cluster", "namespace", "subnet"]);

async function shapesOf(review: Review): Promise<readonly Shape[]> {
    return (await topology(new Material(review))).block.shapes.filter(({ title }) => title !== "");
}

function overlaps(one: Shape, other: Shape): boolean {
    return (
        one.x < other.x + other.width &&
        other.x < one.x + one.width &&
        one.y < other.y + other.height &&
        other.y < one.y + one.height
    );
}

function contains(outer: Shape, inner: Shape): boolean {
    const slack = 0.5;
    return (
        outer.x <= inner.x + slack &&
        outer.y <= inner.y + slack &&
        outer.x + outer.width + slack >= inner.x + inner.width &&
        outer.y + outer.height + slack >= inner.y + inner.height
    );
}

describe("The picture of a stack", () => {
    const reviews: readonly (readonly [name: string, review: () => Review])[] = [
        ["local", () => recordedReview("local")],
        ["dev", () => recordedReview("dev")],
        ["prod", () => recordedReview("prod")],
        ["a change of prod", changedReview],
        ["500 services", () => manyServices(500)],
    ];
    for (const [name, review] of reviews) {
        it(`has no two boxes over each other for ${name}, unless one is within the other`, async () => {
            const shapes = await shapesOf(review());
            assert.ok(shapes.length > 5);
            for (const [index, one] of shapes.entries()) {
                for (const other of shapes.slice(index + 1)) {
                    const isNested =
                        (FRAMES.has(one.kind) && contains(one, other)) ||
                        (FRAMES.has(other.kind) && contains(other, one));
                    assert.ok(
                        isNested || !overlaps(one, other),
                        `${one.kind} ${one.title} and ${other.kind} ${other.title}`,
                    );
                }
            }
        });
    }

    it("shows zones, subnets, node groups, stores, add-ons and namespaces of prod where they belong", async () => {
        const shapes = await shapesOf(recordedReview("prod"));
        const titles = (kind: Shape["kind"]) => shapes.filter((shape) => shape.kind === kind).map(({ title }) => title);
        assert.deepEqual(titles("region"), ["Region eu-west-1"]);
        assert.deepEqual(titles("zone"), ["eu-west-1a", "eu-west-1b", "eu-west-1c"]);
        assert.equal(titles("subnet").length, 9);
        assert.deepEqual(titles("nodes").toSorted(), ["node group general-group", "node group system-group"]);
        assert.equal(titles("store").length, 5);
        assert.ok(titles("namespace").includes("retail-store"));
        const vpc = shapes.find(({ kind }) => kind === "vpc");
        for (const subnet of shapes.filter(({ kind }) => kind === "subnet")) {
            assert.ok(vpc && contains(vpc, subnet));
        }
        const store = shapes.find(({ title }) => title === "orders-postgresql");
        const namespace = shapes.find(({ kind, title }) => kind === "namespace" && title === "retail-store");
        assert.ok(store && namespace && contains(namespace, store));
    });

    it("marks what changes, what is in danger, and connections that are new, gone or not possible", async () => {
        const { block } = await topology(new Material(changedReview()));
        const marked = block.shapes
            .filter(({ op }) => op !== "same")
            .map(({ title, op, isDangerous }) => `${op} ${title}${isDangerous ? " !" : ""}`);
        assert.deepEqual(marked.toSorted(), [
            "create checkout",
            "delete orders-postgresql !",
            "replace shared-file-system !",
            "update node group general-group",
            "update ui",
        ]);
        assert.deepEqual(
            block.lines
                .filter(({ status, isSound }) => status !== "present" || !isSound)
                .map(({ title, status, isSound }) => [title, status, isSound])
                .toSorted(),
            [
                ["3306/TCP", "gone", true],
                ["5432/TCP", "new", false],
                ["5672/TCP", "present", false],
            ],
        );
    });

    it("draws no line to the cluster's DNS and to nodes, which would hide all others, unless it comes or goes", () => {
        const review = changedReview();
        const { reach } = review;
        const [edge] = reach?.edges ?? [];
        assert.ok(reach && edge);
        const ends = [
            ...reach.ends,
            { id: "dns", name: "pods k8s-app=kube-dns in kube-system", kind: "pods" as const },
        ];
        const graphOf = (status: "present" | "new") =>
            serviceGraph(
                new Material({
                    ...review,
                    reach: { ...reach, ends, edges: [...reach.edges, { ...edge, to: "dns", status }] },
                }),
            );
        const [before, present, fresh] = [serviceGraph(new Material(review)), graphOf("present"), graphOf("new")];
        assert.equal(present.edges.length, before.edges.length);
        assert.equal(present.undrawn, before.undrawn + 1);
        assert.equal(fresh.edges.length, before.edges.length + 1);
        assert.ok(fresh.nodes.some(({ content }) => content.title.startsWith("pods k8s-app")));
    });

    it("shows of 500 services each that changes, and a number of the others of each namespace", () => {
        const { nodes, undrawn, namespaces } = serviceGraph(new Material(manyServices(500)));
        const others = nodes.filter(({ content }) => content.kind === "others");
        assert.equal(namespaces.size, 20);
        assert.equal(others.length, 20);
        assert.equal(nodes.filter(({ content }) => content.op === "update").length, 50);
        assert.equal(
            nodes.reduce((sum, { ids }) => sum + ids.length, 0),
            500,
        );
        assert.equal(undrawn, 1_000);
    });

    it("says once, and not on each box, that all of it is created", async () => {
        const { isNew, block } = await topology(new Material(recordedReview("prod")));
        assert.ok(isNew);
        assert.deepEqual(new Set(block.shapes.map(({ op }) => op)), new Set(["same"]));
        assert.equal((await topology(new Material(changedReview()))).isNew, false);
    });

    it("puts one mark on a namespace of a large stack in which the same happens to all", () => {
        const { steps: _steps, ...review } = manyServices(100);
        const steps = review.resources.map(({ urn, type }) => ({
            op: "create" as const,
            urn,
            type,
            changes: [],
            unknowns: 0,
        }));
        const { nodes } = serviceGraph(new Material({ ...review, steps }));
        assert.deepEqual(
            nodes.map(({ content }) => `${content.op} ${content.title}`),
            Array.from({ length: 4 }, () => "create 25 workloads"),
        );
    });
});
