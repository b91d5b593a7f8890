import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CHARTS } from "../../../components/addons";
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
        const managers = config.customManagers;
        const root = projectRoot();
        const sources = readdirSync(join(root, "components"), { recursive: true, encoding: "utf8" });
        const files = sources
            .map((file) => join("components", file))
            .filter((file) =>
                managers.some(({ managerFilePatterns }) =>
                    managerFilePatterns.some((pattern) => new RegExp(pattern.slice(1, -1)).test(file)),
                ),
            );
        const texts = files.map((file) => readFileSync(join(root, file), "utf8"));
        const found = texts.flatMap((text) =>
            managers
                .flatMap(({ matchStrings }) => matchStrings)
                .flatMap((pattern) => [...text.matchAll(new RegExp(pattern, "g"))]),
        );
        assert.deepEqual(
            found
                .map(({ groups = {} }) => {
                    const { depName, currentValue, registryUrl, registry } = groups;
                    return `${depName} ${currentValue} ${registryUrl ?? `oci://${registry}`}`;
                })
                .toSorted(),
            CHARTS.map(({ name, version, repository }) => `${name} ${version} ${repository}`).toSorted(),
        );
    });

    it("names files that exist", () => {
        for (const file of config.packageRules.flatMap(({ matchFileNames = [] }) => matchFileNames)) {
            assert.ok(existsSync(join(projectRoot(), file)), file);
        }
    });
});
