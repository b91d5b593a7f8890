import assert from "node:assert/strict";
import { BARE, Life } from "./whole-life";

const ADDON = "aws:eks/addon:Addon";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

const ALL = { ...BARE, eksAddons: { "eks-node-monitoring-agent": {}, "amazon-cloudwatch-observability": {} } };

describe("A cluster with every add-on that EKS may install", function () {
    this.timeout(180_000);
    const life = new Life();
    before(() => life.settle(ALL));
    after(() => life.close());

    it("has them, and what they may do by a role of their own", () => {
        const names = life.resources(ADDON).map(({ addonName }) => addonName);
        assert.ok(names.includes("eks-node-monitoring-agent") && names.includes("amazon-cloudwatch-observability"));
        const identities = life.resources("aws:eks/podIdentityAssociation:PodIdentityAssociation");
        const [agent] = identities.filter(({ namespace }) => namespace === "amazon-cloudwatch");
        assert.equal(agent?.serviceAccount, "cloudwatch-agent");
    });

    it("keeps no log for ever, nor in plain text", () => {
        const groups = life.resources(LOG_GROUP).filter(({ name }) => String(name).includes("containerinsights/c1"));
        assert.equal(groups.length, 4);
        assert.ok(groups.every(({ retentionInDays, kmsKeyId }) => retentionInDays === 365 && kmsKeyId !== ""));
    });

    it("removes the log groups after the add-on that writes into them", async () => {
        const { errors, steps } = await life.run("up", BARE);
        assert.deepEqual(errors, []);
        const deleted = steps.filter(({ op }) => op === "delete").map(({ urn }) => urn.split("::").at(-1) ?? "");
        const at = (name: string) => deleted.findIndex((urn) => urn.endsWith(name));
        assert.ok(at("-amazon-cloudwatch-observability") >= 0);
        assert.ok(at("-amazon-cloudwatch-observability") < at("-logs-performance"), deleted.join(", "));
    });

    it("goes without a trace", () => life.end(BARE));
});
