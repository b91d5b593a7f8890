import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppsV1Api, CoreV1Api } from "@kubernetes/client-node";
import { projectRoot } from "../../toolchain/paths";
import { selfSigned } from "../unit/config/certificate";
import { kubernetes, platform } from "./platform-run";

const PASSPHRASE = { PULUMI_CONFIG_PASSPHRASE: "correct horse" };
const SECRETS = { token: "t0ken-of-the-test", file: "c0ntent-of-the-test", password: "p4ssword-of-the-test" };

describe("Encrypted values of a stack's config, in a real cluster", function () {
    this.timeout(300_000);
    let home: string;
    let settings: string;

    before(async () => {
        home = mkdtempSync(join(tmpdir(), "eks-platform-secrets-"));
        settings = join(home, "Pulumi.secrets.yaml");
        const { certificate, key } = await selfSigned("shop.example.com", new Date("2040-01-01"));
        const config = {
            "eks-platform:cluster": { kind: "embedded" },
            "eks-platform:namespaces": {
                shop: {
                    certificates: { "shop-tls": { certificate } },
                    registries: { "registry.example.com": { username: "ci" } },
                },
            },
            "eks-platform:services": {
                shop: { web: { image: "registry.example.com/web:1", port: 8080, env: { PLAIN: "x" } } },
            },
        };
        writeFileSync(settings, `# stays\n${JSON.stringify({ config }, null, 2)}\n`);
        encrypt("services.shop.web.env.TOKEN", SECRETS.token);
        encrypt('services.shop.web.files["/etc/token"]', SECRETS.file);
        encrypt("namespaces.shop.certificates.shop-tls.key", key);
        encrypt('namespaces.shop.registries["registry.example.com"].password', SECRETS.password);
    });

    after(async () => {
        await platform(home, ["destroy", "secrets", "--config-file", settings]).ended;
        await platform(home, ["local", "down"]).ended;
        rmSync(home, { recursive: true, force: true });
    });

    const encrypt = (path: string, input: string) => {
        const binary = join(projectRoot(), "bin", "platform.mjs");
        const args = [binary, "secret", "set", "secrets", path, "--config-file", settings];
        const run = spawnSync(process.execPath, args, {
            input,
            encoding: "utf8",
            env: { ...process.env, ...PASSPHRASE, EKS_PLATFORM_HOME: home },
        });
        assert.equal(run.status, 0, run.stderr);
    };
    const run = (operation: string, environment: NodeJS.ProcessEnv) =>
        platform(home, [operation, "secrets", "--config-file", settings], environment).ended;

    it("are written by platform secret set, in no other way than encrypted", () => {
        const text = readFileSync(settings, "utf8");
        assert.equal(text.match(/secure/g)?.length, 4);
        for (const secret of Object.values(SECRETS)) {
            assert.ok(!text.includes(secret));
        }
    });

    it("stop an update without the passphrase, before anything is made", async () => {
        const { exitCode, output } = await run("up", {});
        assert.equal(exitCode, 1, output);
        assert.match(output, /PULUMI_CONFIG_PASSPHRASE/);
        assert.doesNotMatch(output, /\+ .* create\b|at .*\.ts:/);
    });

    it("reach the cluster as Secrets with the values that were typed", async () => {
        const { exitCode, output } = await run("up", PASSPHRASE);
        assert.equal(exitCode, 0, output);
        const core = kubernetes(home).makeApiClient(CoreV1Api);
        const secret = async (name: string) => {
            const { type, data = {} } = await core.readNamespacedSecret({ namespace: "shop", name });
            const texts = Object.entries(data).map(([key, value]) => [key, Buffer.from(value, "base64").toString()]);
            return { type, data: Object.fromEntries(texts) };
        };
        assert.deepEqual((await secret("web-secrets")).data, { TOKEN: SECRETS.token, "0-token": SECRETS.file });
        const tls = await secret("shop-tls");
        assert.equal(tls.type, "kubernetes.io/tls");
        assert.match(tls.data["tls.key"] ?? "", /BEGIN PRIVATE KEY/);
        const { data, type } = await secret("image-pull");
        assert.equal(type, "kubernetes.io/dockerconfigjson");
        const { auths } = JSON.parse(data[".dockerconfigjson"] ?? "{}");
        assert.equal(auths["registry.example.com"].password, SECRETS.password);
        const { items } = await core.listNamespacedConfigMap({ namespace: "shop" });
        for (const value of Object.values(SECRETS)) {
            assert.ok(!JSON.stringify(items).includes(value));
        }
        for (const value of Object.values(SECRETS)) {
            assert.ok(!output.includes(value));
        }
    });

    it("are used by the service's pods and account", async () => {
        const namespaced = { namespace: "shop", name: "web" };
        const { spec } = await kubernetes(home).makeApiClient(AppsV1Api).readNamespacedDeployment(namespaced);
        const token = spec?.template.spec?.containers[0]?.env?.find(({ name }) => name === "TOKEN");
        assert.deepEqual({ ...token?.valueFrom?.secretKeyRef }, { name: "web-secrets", key: "TOKEN" });
        const account = await kubernetes(home).makeApiClient(CoreV1Api).readNamespacedServiceAccount(namespaced);
        assert.deepEqual(
            account.imagePullSecrets?.map(({ name }) => name),
            ["image-pull"],
        );
    });

    it("are in no file of the stack's state in plain text", () => {
        const found = spawnSync("grep", [
            "-rlF",
            ...Object.values(SECRETS).flatMap((value) => ["-e", value]),
            join(home, "stacks"),
        ]);
        assert.equal(found.stdout.toString(), "");
        assert.equal(found.status, 1);
    });

    it("change nothing the second time, and are not needed to destroy the stack", async () => {
        const again = await run("up", PASSPHRASE);
        assert.match(again.output, /nothing changes/);
        const { exitCode, output } = await run("destroy", {});
        assert.equal(exitCode, 0, output);
    });
});
