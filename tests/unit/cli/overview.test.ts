import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { overviewLines } from "../../../cli/output/overview";
import type { EngineStep } from "../../../review/steps";

describe("The overview of an operation", () => {
    const step = (op: string, type: string, name: string, parent?: string): EngineStep => ({
        ...{ op, type, urn: name, unknowns: 0 },
        urn: urn(name),
        ...(parent && { parent: urn(parent) }),
    });
    const steps = [
        step("create", "pulumi:pulumi:Stack", "stack"),
        step("create", "eks-platform:index:Platform", "platform", "stack"),
        step("create", "eks-platform:workloads:Application", "shop", "platform"),
        step("create", "eks-platform:workloads:Microservice", "ui", "shop"),
        ...["a", "b", "c"].map((name) => step("create", "kubernetes:core/v1:Service", name, "ui")),
        step("delete", "aws:ec2/vpc:Vpc", "vpc", "platform"),
        step("update", "kubernetes:apps/v1:Deployment", "d", "ui"),
        step("same", "kubernetes:apps/v1:Deployment", "e", "ui"),
    ];

    it("tells by part of the platform what is made and removed, and leaves out what has a line of its own", () => {
        assert.deepEqual(overviewLines(steps).map(stripVTControlCharacters), [
            "  +   2  stack  1 Stack, 1 Platform",
            "  +   5  shop   3 Service, 1 Application, 1 Microservice",
            "  -   1  vpc    1 ec2 Vpc",
        ]);
    });

    it("fits a terminal of 80 columns and loses no resource from the count", () => {
        const kinds = Array.from({ length: 12 }, (_, at) =>
            step("create", `kubernetes:x/v1:AKindOfName${at}`, `k${at}`, "ui"),
        );
        const [line = ""] = overviewLines([...steps.slice(0, 4), ...kinds])
            .map(stripVTControlCharacters)
            .slice(1);
        assert.ok(line.length <= 80, line);
        const [, total = "", shown = ""] = /^ {2}\+ +(\d+) {2}shop +(.*)$/.exec(line) ?? [];
        const sum = [...shown.matchAll(/(\d+) \w+/g)].reduce((all, [, count]) => all + Number(count), 0);
        assert.equal(sum, Number(total));
    });
});

function urn(name: string): string {
    return `urn:pulumi:prod::eks-platform::t::${name}`;
}
