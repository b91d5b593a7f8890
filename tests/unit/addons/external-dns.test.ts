import assert from "node:assert/strict";
import { recordPermissions } from "../../../components/addons/external-dns/permissions";
import { assertRefused } from "../config/refused";

describe("The permissions of external-dns", () => {
    const [write] = recordPermissions("aws", ["example.com", "example.org"], false);

    it("cover the names of its domains and nothing beside them", () => {
        const names =
            write?.Condition?.["ForAllValues:StringLike"]?.["route53:ChangeResourceRecordSetsNormalizedRecordNames"];
        const patterns = [names ?? []]
            .flat()
            .map((name) => new RegExp(`^${name.replaceAll(".", "\\.").replace("*", ".*")}$`));
        const isWritten = (name: string) => patterns.some((pattern) => pattern.test(name));
        assert.ok(
            ["example.com", "shop.example.com", "external-dns-a.example.com", "a.b.example.org"].every(isWritten),
        );
        assert.ok(!["badexample.com", "example.com.evil.io", "example.net"].some(isWritten));
    });

    it("do not cover a request that names no record, and no deletion unless it is asked for", () => {
        assert.deepEqual(write?.Condition?.Null, {
            "route53:ChangeResourceRecordSetsNormalizedRecordNames": "false",
        });
        const actions = (deletes: boolean) => JSON.stringify(recordPermissions("aws", ["example.com"], deletes));
        assert.doesNotMatch(actions(false), /DELETE/);
        assert.match(actions(true), /DELETE/);
    });
});

describe("The place of external-dns", () => {
    it("is no network without a way out, where Route 53 does not answer", () => {
        assertRefused({
            changes: {
                "eks-platform:addons": { "external-dns": { domains: ["example.com"] } },
                "eks-platform:network": { nat: "none" },
            },
            path: "eks-platform:addons.external-dns",
            mentions: [
                "only where the network has a way out",
                "Route 53",
                "network.nat to single, per-zone or regional",
            ],
        });
    });
});
