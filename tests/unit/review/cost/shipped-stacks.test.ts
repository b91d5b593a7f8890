import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { costOf } from "../../../../review/cost/cost";
import { PRICERS } from "../../../../review/cost/pricers";
import { projectRoot } from "../../../../toolchain/paths";
import { recordedStack } from "../recorded";
import { movedTo, priced, read, TODAY } from "./priced-stack";

interface NodeGroupRow {
    scalingConfig: { desiredSize: number };
    instanceTypes: string[];
    capacityType: string;
    launchTemplate: { id: string };
}

interface TemplateRow {
    blockDeviceMappings: { ebs: { volumeSize: number } }[];
}

interface EndpointRow {
    vpcEndpointType: string;
    subnetIds?: string[];
}

interface SetRow {
    spec: { replicas: number; volumeClaimTemplates?: { spec: { resources: { requests: { storage: string } } } }[] };
}

/** The sum that somebody would do by hand: from the rows of the data files and the program's own inputs, without the code under test. */
function byHand(stack: "dev" | "prod", region: string): number {
    const units = read("units.json");
    const unit = (name: string): number => units[name].regions?.[region] ?? units[name].everywhere;
    const gb: number = read("volumes.json").regions[region].gp3;
    const rows: Record<string, string> = read(`instances/${region}.json`).families;
    const hour = (type: string) =>
        Number(new RegExp(`(?:^| )${type.split(".")[1]} ([\\d.]+)`).exec(rows[type.split(".")[0] ?? ""] ?? "")?.[1]);
    const text = readFileSync(join(projectRoot(), `tests/graphs/${stack}.json`), "utf8");
    const nodes: { urn: string; inputs: unknown }[] = JSON.parse(text);
    const all = <T>(type: string, name = "") =>
        nodes.flatMap(({ urn, inputs }) => (urn.includes(`> ${type} ${name}`) ? [inputs as T] : []));
    const cents: number[] = [730 * unit("eks-cluster")];
    for (const group of all<NodeGroupRow>("aws:eks/nodeGroup:NodeGroup")) {
        const { desiredSize: count } = group.scalingConfig;
        const hours = group.instanceTypes.map(hour);
        const share = group.capacityType === "SPOT" ? 0.45 * Math.max(...hours) : (hours[0] ?? 0);
        const id = group.launchTemplate.id.replace(/-id$/, "");
        const template = all<TemplateRow>("aws:ec2/launchTemplate:LaunchTemplate", id)[0];
        const size = template?.blockDeviceMappings.reduce((total, { ebs }) => total + ebs.volumeSize, 0) ?? 0;
        cents.push(count * 730 * share, count * size * gb, count * unit("detailed-monitoring"));
    }
    for (const _ of all("aws:ec2/natGateway:NatGateway")) {
        cents.push(730 * unit("nat-gateway"));
    }
    for (const _ of all("aws:ec2/eip:Eip")) {
        cents.push(730 * unit("public-ipv4"));
    }
    for (const { vpcEndpointType, subnetIds = [] } of all<EndpointRow>("aws:ec2/vpcEndpoint:VpcEndpoint")) {
        cents.push(vpcEndpointType === "Interface" ? subnetIds.length * 730 * unit("interface-endpoint") : 0);
    }
    for (const _ of all("aws:kms/key:Key")) {
        cents.push(unit("kms-key"));
    }
    // The load balancer of the ingress controller, which is internal in both.
    cents.push(730 * unit("load-balancer"));
    for (const { spec } of all<SetRow>("kubernetes:apps/v1:StatefulSet")) {
        for (const claim of spec.volumeClaimTemplates ?? []) {
            cents.push(spec.replicas * Number.parseInt(claim.spec.resources.requests.storage, 10) * gb);
        }
    }
    return cents.reduce((total, usd) => total + Math.round(usd * 100 + 1e-7), 0) / 100;
}

describe("The cost of the stacks of this project", () => {
    for (const stack of ["prod", "dev"] as const) {
        it(`is, for ${stack}, what the rows of the price list add up to`, () => {
            for (const region of ["eu-west-1", "us-east-1", "eu-central-1"]) {
                const cost = priced(recordedStack(stack).map((one) => movedTo(region, one)));
                assert.equal(cost.region, region);
                assert.equal(cost.monthly, byHand(stack, region));
            }
        });

        it(`has a price, or none to pay, or a use to pay for, of everything that ${stack} has in AWS`, () => {
            const resources = recordedStack(stack);
            const types = new Set(resources.map(({ type }) => type).filter((type) => type.startsWith("aws:")));
            assert.deepEqual(
                [...types].filter((type) => !PRICERS.has(type)),
                [],
            );
            assert.deepEqual(
                priced(resources).items.filter(({ basis }) => basis === "unknown"),
                [],
            );
        });
    }

    it("is nothing for a stack that has nothing in AWS", () => {
        assert.equal(costOf(recordedStack("local"), { today: TODAY }), undefined);
    });
});
