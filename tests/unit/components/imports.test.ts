import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const FOLDER = resolve(__dirname, "../../../components");

describe("The components", () => {
    it("load single classes of the AWS and EKS packages", () => {
        // An index registers its classes with the SDK, and then each output of eks.Cluster that refers to a resource makes the engine
        // read that resource back, through a default provider of its own.
        const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
        const whole = files.filter((file) =>
            /from "@pulumi\/(aws(\/[a-z0-9]+)?|eks)";/.test(
                readFileSync(join(FOLDER, file), "utf8").replace(/from "@pulumi\/aws\/provider";/g, ""),
            ),
        );
        assert.deepEqual(whole, []);
    });
});
