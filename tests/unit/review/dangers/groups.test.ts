import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { dangerLines } from "../../../../cli/output/dangers";
import { dangerGroups } from "../../../../review/dangers/groups";
import type { Danger } from "../../../../review/model/danger";
import { htmlReport } from "../../../../review/views/html/html-report";
import { commentOf } from "../../../../review/views/markdown/comment";
import { changedReview } from "../../../review/changed-review";

function danger(kind: Danger["kind"], type: string, name: string, more: Partial<Danger> = {}): Danger {
    return {
        ...{ kind, type, urn: `urn:pulumi:prod::eks-platform::${type}::${name}` },
        ...{ isStateful: false, isAllowed: false, takesAlong: [], affects: [], causes: [] },
        ...more,
    };
}

const DANGERS: readonly Danger[] = [
    danger("delete", "aws:kms/key:Key", "keys", { isStateful: true, loss: "it cannot be read" }),
    danger("update", "aws:cloudwatch/logGroup:LogGroup", "logs", { loss: "its logs that are older go" }),
    danger("delete", "aws:ec2/eip:Eip", "address", { loss: "the address goes" }),
    danger("roll", "aws:eks/nodeGroup:NodeGroup", "general", { causes: ["version: 1 => 2"] }),
    danger("roll", "kubernetes:apps/v1:Deployment", "ui", { causes: ["spec.template.a: 1 => 2"] }),
    danger("roll", "kubernetes:apps/v1:Deployment", "cart", { causes: ["spec.template.b: 1 => 2"] }),
    danger("run", "kubernetes:batch/v1:Job", "migrate"),
    danger("refused", "aws:eks/cluster:Cluster", "main", { causes: ["deletion protection"] }),
];

const TITLES = [
    "Refused: 1",
    "Changes that lose data: 1",
    "Changes that others notice, or that cannot be taken back: 2",
    "Node groups whose nodes are all replaced, a few at a time: 1",
    "Workloads whose pods are all replaced: 2",
    "Tasks that run, before what needs them is rolled out: 1",
];

describe("Groups of dangers", () => {
    const review = { ...changedReview(), dangers: [...DANGERS] };

    it("have each danger once, the gravest first, with what is alike in one entry", () => {
        const groups = dangerGroups(DANGERS);
        assert.deepEqual(
            groups.map(({ title, count }) => `${title}: ${count}`),
            TITLES,
        );
        const urns = groups.flatMap(({ entries }) => entries.flatMap((entry) => entry.urns));
        assert.deepEqual(urns.toSorted(), DANGERS.map(({ urn }) => urn).toSorted());
        const pods = groups.find(({ title }) => title.startsWith("Workloads"));
        assert.deepEqual(
            pods?.entries.map((entry) => entry.urns.length),
            [2],
        );
    });

    it("are the same, under the same words and in the same order, in the terminal, in a comment and on the page", async () => {
        const terminal = stripVTControlCharacters(dangerLines(DANGERS).join("\n"));
        const comment = commentOf(review, "comment");
        const page = await htmlReport(review, new Date(0));
        for (const text of [terminal, comment, page]) {
            const places = TITLES.map((title) => text.indexOf(title));
            assert.ok(
                places.every((place) => place >= 0),
                `${places}`,
            );
            assert.deepEqual(
                places,
                places.toSorted((one, other) => one - other),
            );
        }
    });

    it("fold nothing in a comment that cannot be taken back: shorter retention and lost addresses are seen at once", () => {
        const seen = commentOf(review, "comment").replace(/<details>[\s\S]*?<\/details>/g, "");
        for (const text of ["`logs`: its logs that are older go", "`address`: the address goes", "`keys`", "`main`"]) {
            assert.ok(seen.includes(text), text);
        }
        assert.ok(!seen.includes("`ui`") && !seen.includes("`migrate`"));
    });
});
