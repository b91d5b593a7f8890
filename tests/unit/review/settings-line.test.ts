import assert from "node:assert/strict";
import { settingsLines } from "../../../review/findings/settings-line";

const FILE = `# A stack.
config:
  eks-platform:network: { cidr: 10.0.0.0/16 }
  eks-platform:nodeGroups:
    general:
      max: 3
  eks-platform:services:
    shop:
      web:
        port: 80
  eks-platform:applications:
    store:
      services:
        cart: { replicas: 3 }
  eks-platform:addons: { metrics-server: {} }
`;

const PLATFORM = { type: "eks-platform:index:Platform", name: "platform" };
const FOUNDATION = { type: "eks-platform:index:Foundation", name: "platform-foundation" };
const application = (name: string) => ({ type: "eks-platform:workloads:Application", name });
const service = (name: string) => ({ type: "eks-platform:workloads:Microservice", name });

describe("The line of a stack's file that a resource comes from", () => {
    const line = settingsLines(FILE);

    it("is that of its service, whether the stack has it for its own or changes a sample", () => {
        assert.equal(line([service("shop-web"), application("shop"), PLATFORM]), 9);
        assert.equal(line([service("store-cart"), application("store"), PLATFORM]), 14);
    });

    it("is that of its application where the file says nothing of the service", () => {
        assert.equal(line([service("store-ui"), application("store"), PLATFORM]), 12);
    });

    it("is that of its node group, its add-on or its section", () => {
        const group = { type: "eks-platform:cluster:NodeGroup", name: "platform-foundation-general" };
        assert.equal(line([group, FOUNDATION, PLATFORM]), 5);
        const addon = { type: "eks-platform:addons:metrics-server", name: "platform-metrics-server" };
        const namespace = {
            type: "eks-platform:namespaces:PlatformNamespace",
            name: "platform-metrics-server-namespace",
        };
        assert.equal(line([namespace, addon, PLATFORM]), 15);
        const network = { type: "eks-platform:network:Network", name: "platform-foundation-network" };
        assert.equal(line([network, FOUNDATION, PLATFORM]), 3);
    });

    it("is none where the file says nothing of it", () => {
        assert.equal(
            line([{ type: "eks-platform:encryption:EncryptionKey", name: "k" }, FOUNDATION, PLATFORM]),
            undefined,
        );
        assert.equal(settingsLines("")([service("shop-web"), application("shop")]), undefined);
    });
});
