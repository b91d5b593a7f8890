import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CHARTS } from "../../../components/releases/charts";
import { projectRoot } from "../../../toolchain/paths";

interface Renovate {
    readonly packageRules: readonly { readonly matchFileNames?: readonly string[] }[];
    readonly customManagers: readonly {
        readonly managerFilePatterns: readonly string[];
        readonly matchStrings: readonly string[];
    }[];
}

const config: Renovate = JSON.parse(readFileSync(join(projectRoot(), "renovate.json"), "utf8"));

describe("What keeps the pins current", () => {
    it("finds every chart with its version and repository", () => {
        const [charts] = config.customManagers;
        assert.ok(charts);
        const file = "components/releases/charts.ts";
        assert.ok(charts.managerFilePatterns.some((pattern) => new RegExp(pattern.slice(1, -1)).test(file)));
        const text = readFileSync(join(projectRoot(), file), "utf8");
        const found = charts.matchStrings.flatMap((pattern) => [...text.matchAll(new RegExp(pattern, "g"))]);
        assert.deepEqual(
            found.map(({ groups }) => [groups?.depName, groups?.currentValue, groups?.registryUrl]),
            Object.values(CHARTS).map(({ name, version, repository }) => [name, version, repository]),
        );
    });

    it("names files that exist", () => {
        for (const file of config.packageRules.flatMap(({ matchFileNames = [] }) => matchFileNames)) {
            assert.ok(existsSync(join(projectRoot(), file)), file);
        }
    });
});
