import assert from "node:assert/strict";
import { Credential } from "../../../components/workloads";
import { secretContent } from "../../../components/workloads/credential";
import { objectOf, RUNS, record } from "./recording";

describe("a credential", () => {
    it("fills the password and user name into its derived values", () => {
        const content = secretContent("p4ss", {
            username: "app",
            values: { url: "amqp://{username}:{password}@mq:5672/{password}" },
        });
        assert.deepEqual(content, { username: "app", password: "p4ss", url: "amqp://app:p4ss@mq:5672/p4ss" });
    });

    it("takes a password with dollar signs as it is", () => {
        assert.equal(secretContent("$&$1", { values: { url: "x{password}" } }).url, "x$&$1");
    });

    for (const { run, preview } of RUNS) {
        describe(`during ${run}`, () => {
            const program = () => {
                new Credential("shop-db", {
                    name: "db",
                    namespace: "team",
                    application: "shop",
                    username: "app",
                    length: 40,
                });
            };

            it("generates a password that fits into any URL", async () => {
                const password = (await record(program, { preview })).find(({ name }) => name === "shop-db-password");
                assert.deepEqual(password?.inputs, { length: 40, special: false });
            });

            it("hands the Secret's content on as a secret", async () => {
                const recorded = await record(program, { preview, passwords: { "shop-db-password": "hidden" } });
                const secret = recorded.find(({ name }) => name === "shop-db-secret");
                assert.deepEqual(secret?.secrets, ["stringData"]);
                const { stringData, metadata } = objectOf<{ stringData: unknown; metadata: object }>(
                    recorded,
                    "Secret",
                    "db",
                );
                assert.deepEqual(stringData, { username: "app", password: "hidden" });
                assert.doesNotMatch(JSON.stringify(metadata), /hidden/);
            });
        });
    }
});
