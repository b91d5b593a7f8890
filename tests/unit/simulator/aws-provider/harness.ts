import type { PropertyMap } from "../../../../core/engine/values";
import { AwsProvider } from "../../../../simulator/aws/provider";
import { World } from "../../../../simulator/world/world";

export const VPC = "aws:ec2/vpc:Vpc";
export const SUBNET = "aws:ec2/subnet:Subnet";
export const ROLE = "aws:iam/role:Role";
export const CLUSTER = "aws:eks/cluster:Cluster";
export const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

/** A provider with the requests of the engine, without the engine. */
export class Harness {
    readonly provider: AwsProvider;

    constructor(
        readonly world = new World(),
        args: PropertyMap = {},
    ) {
        this.provider = new AwsProvider(world);
        this.provider.configure({ args: { region: "eu-west-1", ...args }, urn: undefined });
    }

    check(type: string, name: string, news: PropertyMap, olds?: PropertyMap) {
        return this.provider.check({
            urn: `urn:${type}::${name}`,
            type,
            name,
            olds,
            news,
            randomSeed: new Uint8Array(),
        });
    }

    create(type: string, name: string, news: PropertyMap, preview = false) {
        const { inputs } = this.check(type, name, news);
        const made = this.provider.create({
            urn: `urn:${type}::${name}`,
            type,
            name,
            inputs,
            preview,
            timeoutSeconds: 0,
        });
        return { ...made, inputs };
    }

    update(type: string, id: string, oldInputs: PropertyMap, inputs: PropertyMap) {
        const request = { urn: `urn:${type}::${id}`, type, name: id, id, oldInputs, inputs };
        return this.provider.update({ ...request, oldOutputs: {}, preview: false, timeoutSeconds: 0 });
    }

    diff(type: string, oldInputs: PropertyMap, news: PropertyMap) {
        const request = { urn: "urn:x", type, name: "x", id: "x", oldOutputs: {}, ignoreChanges: [] };
        return this.provider.diff({ ...request, oldInputs, news });
    }

    delete(type: string, id: string) {
        const request = { urn: `urn:${id}`, type, name: id, id, oldInputs: {}, oldOutputs: {}, timeoutSeconds: 0 };
        this.provider.delete(request);
    }
}
