import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import {
    ConfigError,
    loadConfig,
    readEngineConfig,
    readStackFile,
    SecretText,
    secretPaths,
} from "../../../components/config";
import { type ValuePath, withSecrets } from "../../../components/schema/secret-text";
import { selfSigned } from "./certificate";
import { TODAY, validValues } from "./valid";

/** A stack in which every kind of place that takes a secret has one. */
async function stackWithSecrets() {
    const { certificate, key } = await selfSigned("shop.example.com", new Date("2030-01-01"));
    const service = {
        image: "example.com/web:1",
        port: 8080,
        env: { PLAIN: "x", TOKEN: new SecretText("t0ken") },
        files: { "/etc/plain": "x", "/etc/token": new SecretText("t0ken") },
        credentials: {
            db: { username: "app", value: new SecretText("p4ss"), values: { url: "db://{password}" } },
            api: { values: { key: new SecretText("k3y") } },
        },
        probes: { readiness: { path: "/health" } },
        resources: { requests: { cpu: "100m" } },
        expose: { host: "shop.example.com", tlsSecret: "shop-tls" },
        connectsTo: ["web"],
    };
    return {
        ...validValues(),
        "eks-platform:tags": { owner: "platform" },
        "eks-platform:helm": { mirror: "https://charts.example.com" },
        "eks-platform:services": { shop: { web: { ...service, connectsTo: [] } } },
        "eks-platform:applications": { "retail-store": { services: { ui: { env: { KEY: new SecretText("k") } } } } },
        "eks-platform:namespaces": {
            shop: {
                certificates: { "shop-tls": { certificate, key: new SecretText(key) } },
                registries: { "ghcr.io": { username: "ci", password: new SecretText("p") } },
            },
        },
    };
}

describe("A secret of a stack's config", () => {
    it("shows its text nowhere but where it is revealed", () => {
        const secret = new SecretText("hunter2");
        for (const shown of [JSON.stringify({ secret }), `${secret}`, inspect({ secret }, { showHidden: true })]) {
            assert.ok(shown.includes("[secret]") && !shown.includes("hunter2"), shown);
        }
        // What walks over fields, as the SDK does with a component's arguments, finds none.
        assert.deepEqual(Reflect.ownKeys(secret), []);
        assert.ok(!inspect(secret, { showHidden: true, customInspect: false }).includes("hunter2"));
        assert.equal(secret.reveal(), "hunter2");
    });

    it("is accepted where it ends in a Secret", async () => {
        loadConfig({ stack: "test", values: await stackWithSecrets() }, { today: TODAY });
    });

    it("is refused everywhere else, with its place and what to do", async () => {
        const values = await stackWithSecrets();
        const places = secretPaths(values).map((path) => JSON.stringify(path));
        const elsewhere = leavesOf(values).filter((path) => !mayBeSecret(path, places));
        assert.ok(elsewhere.length > 15, "the stack has too few other values for this test to mean anything");
        for (const path of elsewhere) {
            const broken = withSecrets(values, [...secretPaths(values), path], (value) =>
                value instanceof SecretText ? value : new SecretText(String(value)),
            );
            assert.throws(
                () => loadConfig({ stack: "test", values: broken }, { today: TODAY }),
                (error: Error) =>
                    error instanceof ConfigError &&
                    error.faults.some(
                        (fault) =>
                            fault.path === dotted(path) && fault.received === "[secret]" && /secure/.test(fault.next),
                    ),
                dotted(path),
            );
        }
    });

    it("is refused in the place of a whole map, and is no second fault there", () => {
        const values = { ...validValues(), "eks-platform:storage": new SecretText("{}") };
        assert.throws(
            () => loadConfig({ stack: "test", values }, { today: TODAY }),
            (error: Error) => error instanceof ConfigError && error.faults.length === 1,
        );
    });

    it("is merged into a sample application as it is", async () => {
        const values = await stackWithSecrets();
        const { applications } = loadConfig({ stack: "test", values }, { today: TODAY });
        const key = applications["retail-store"]?.description.services.ui?.env.KEY;
        assert.ok(key instanceof SecretText);
        assert.equal(key.reveal(), "k");
    });
});

describe("The engine's config", () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "engine-config-"));
    });
    afterEach(() => {
        rmSync(folder, { recursive: true });
        pulumi.runtime.setAllConfig({}, []);
    });

    const given = (values: Record<string, unknown>, secretKeys: string[]) => {
        const texts = Object.entries(values).map(([key, value]) => [key, JSON.stringify(value)]);
        pulumi.runtime.setAllConfig(Object.fromEntries(texts), secretKeys);
    };
    const services = { shop: { web: { image: "example.com/web:1", env: { TOKEN: "t0ken", PLAIN: "x" } } } };

    it("has a secret exactly where the stack's file has one", () => {
        const file = join(folder, "Pulumi.test.yaml");
        writeFileSync(file, "config: {'eks-platform:services': {shop: {web: {env: {TOKEN: {secure: v1:abc}}}}}}\n");
        given({ "eks-platform:services": services }, ["eks-platform:services"]);
        const { values } = readEngineConfig({ paths: secretPaths(readStackFile(file, "test").values) });
        const env = (values["eks-platform:services"] as typeof services).shop.web.env;
        assert.ok((env.TOKEN as unknown) instanceof SecretText);
        assert.equal((env.TOKEN as unknown as SecretText).reveal(), "t0ken");
        assert.equal(env.PLAIN, "x");
    });

    it("is refused, without a value, where the engine knows of a secret and the file does not", () => {
        given({ "eks-platform:services": services }, ["eks-platform:services"]);
        assert.throws(
            () => readEngineConfig({ paths: [] }),
            (error: Error) =>
                error instanceof ConfigError &&
                /eks-platform:services/.test(error.message) &&
                !/t0ken/.test(error.message),
        );
    });

    describe("of the stack's file beside Pulumi.yaml", () => {
        const before = process.cwd();
        beforeEach(() => {
            process.chdir(folder);
            mkdirSync(pulumi.getRootDirectory());
        });
        afterEach(() => process.chdir(before));

        const write = (content: string) =>
            writeFileSync(join(pulumi.getRootDirectory(), `Pulumi.${pulumi.getStack()}.yaml`), content);
        const key = "eks-platform:services";
        const env = (value: unknown) => ({ shop: { web: { env: { VERSION: value } } } });

        it("has a fault for what lost its text on the way (case 110)", () => {
            write(`config: { tags: { a: b }, services: { shop: { web: { env: { VERSION: 1.10 } } } } }\n`);
            given({ [key]: env(1.1), "eks-platform:tags": { a: "b" } }, []);
            assert.deepEqual(
                readEngineConfig().faults?.map(({ path }) => path),
                [`${key}.shop.web.env.VERSION`],
            );
        });

        it("has none where the engine has read another file", () => {
            write(`config: { tags: { a: b }, services: { shop: { web: { env: { VERSION: 1.10 } } } } }\n`);
            given({ [key]: env("1.10"), "eks-platform:tags": { a: "c" } }, []);
            assert.deepEqual(readEngineConfig().faults, []);
        });
    });

    it("needs no file where nothing is secret", () => {
        given({ "eks-platform:services": services }, []);
        assert.deepEqual(readEngineConfig().values, { "eks-platform:services": services });
    });
});

function leavesOf(value: unknown, at: ValuePath = []): ValuePath[] {
    if (typeof value !== "object" || value === null || value instanceof SecretText) {
        return [at];
    }
    return Object.entries(value).flatMap(([key, item]) =>
        leavesOf(item, [...at, Array.isArray(value) ? Number(key) : key]),
    );
}

/** Beside the places of the stack's own secrets: the same kinds of place with another name. */
function mayBeSecret(path: ValuePath, places: readonly string[]): boolean {
    return places.includes(JSON.stringify(path)) || /"(env|files|values)","[^"]+"\]$/.test(JSON.stringify(path));
}

function dotted(path: ValuePath): string {
    return path
        .map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? part : `.${part}`))
        .join("");
}
