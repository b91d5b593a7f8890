import assert from "node:assert/strict";
import { secretIn, secretInFile } from "../../../policies/model/secrets";

describe("A secret", () => {
    for (const [name, text] of [
        ["DB_PASSWORD", "hunter2"],
        ["dbPassword", "hunter2"],
        ["spring.datasource.password", "hunter2"],
        ["PGPASSWORD", "hunter2"],
        ["DB_PASS", "hunter2"],
        ["smtpPass", "hunter2"],
        ["API_KEY", "abc"],
        ["apiKey", "abc"],
        ["AWS_SECRET_ACCESS_KEY", "abc"],
        ["GITHUB_TOKEN", "12345678"],
        ["ANY", "AKIAIOSFODNN7EXAMPLE"],
        ["ANY", "-----BEGIN OPENSSH PRIVATE KEY-----\nabc"],
        ["ANY", "amqp://shop:hunter2@queue:5672"],
        ["ANY", `ghp_${"a".repeat(36)}`],
    ] as const) {
        it(`is seen in ${name}=${text.slice(0, 20)}`, () => {
            assert.notEqual(secretIn(name, text), undefined);
        });
    }

    for (const [name, text] of [
        ["DB_PASSWORD", ""],
        ["DB_PASSWORD", "$(OTHER)"],
        ["DB_PASSWORD_FILE", "/run/secrets/db"],
        ["SECRET_NAME", "db"],
        ["TOKEN_TTL_SECONDS", "3600"],
        ["REQUIRE_PASSWORD", "true"],
        ["MAX_TOKENS", "4096"],
        ["PASSTHROUGH", "all"],
        ["TLS_PASS_THROUGH", "all"],
        ["BYPASS", "localhost"],
        ["COMPASS", "north"],
        ["PGPASSWORD_FILE", "/run/secrets/db"],
        ["KEYBOARD", "qwerty"],
        ["DB_USER", "shop"],
        ["ANY", "https://shop.example.com/a@b"],
        ["ANY", "redis://cache:6379"],
        ["ANY", `postgres://shop:\${PASSWORD}@db`],
    ] as const) {
        it(`is not seen in ${name}=${text}`, () => {
            assert.equal(secretIn(name, text), undefined);
        });
    }

    it("is seen in a line of a file", () => {
        assert.notEqual(secretInFile("a: 1\n  password: hunter2\n"), undefined);
        assert.notEqual(secretInFile('export API_TOKEN="abc"'), undefined);
        assert.equal(secretInFile("a: 1\n# password: hunter2\npassword:\n"), undefined);
    });

    it("is never part of the reason", () => {
        assert.doesNotMatch(secretIn("DB_PASSWORD", "hunter2") ?? "", /hunter2/);
    });
});
