import assert from "node:assert/strict";
import { createPrivateKey, X509Certificate } from "node:crypto";
import {
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    statSync,
    truncateSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { credentialFile, credentialsDirectory, readCredentials } from "../../../local/credentials";
import { ensureCredentials } from "../../../local/issue-credentials";

describe("the credentials of the local cluster", () => {
    let directory: string;

    beforeEach(() => {
        directory = mkdtempSync(join(tmpdir(), "eks-platform-credentials-"));
    });
    afterEach(() => rmSync(directory, { recursive: true }));

    const read = (name: string) => readFileSync(credentialFile(directory, name), "utf8");

    it("are certificates of one authority, each with its own key", async () => {
        await ensureCredentials(directory);
        const authority = new X509Certificate(read("ca.crt"));
        assert.ok(authority.ca);
        for (const name of ["apiserver", "etcd", "etcd-client"]) {
            const certificate = new X509Certificate(read(`${name}.crt`));
            assert.ok(certificate.checkIssued(authority), name);
            assert.ok(certificate.verify(authority.publicKey), name);
            assert.ok(certificate.checkPrivateKey(createPrivateKey(read(`${name}.key`))), name);
            assert.equal(certificate.ca, false, name);
        }
    });

    it("let a client check the servers by the address that it dials", async () => {
        await ensureCredentials(directory);
        const apiserver = new X509Certificate(read("apiserver.crt"));
        assert.equal(apiserver.checkIP("127.0.0.1"), "127.0.0.1");
        assert.equal(apiserver.checkHost("kubernetes.default.svc"), "kubernetes.default.svc");
        assert.equal(apiserver.checkHost("example.org"), undefined);
        assert.deepEqual(apiserver.keyUsage, ["1.3.6.1.5.5.7.3.1"]);
        assert.deepEqual(new X509Certificate(read("etcd-client.crt")).keyUsage, ["1.3.6.1.5.5.7.3.2"]);
    });

    it("give each user a long token of its own", async () => {
        const { tokens } = await ensureCredentials(directory);
        const values = Object.values(tokens);
        assert.equal(new Set(values).size, 4);
        for (const token of values) {
            assert.match(token, /^[A-Za-z0-9_-]{43}$/);
        }
    });

    it("are for their owner alone", async () => {
        await ensureCredentials(directory);
        assert.equal(statSync(credentialsDirectory(directory)).mode & 0o777, 0o700);
        for (const name of readdirSync(credentialsDirectory(directory))) {
            assert.equal(statSync(credentialFile(directory, name)).mode & 0o777, 0o600, name);
        }
    });

    it("are kept from start to start", async () => {
        assert.deepEqual(await ensureCredentials(directory), await ensureCredentials(directory));
    });

    it("are made anew when they are incomplete or damaged, and a killed run's draft is not used", async () => {
        mkdirSync(`${credentialsDirectory(directory)}.draft`);
        assert.equal(await readCredentials(directory), undefined);
        const first = await ensureCredentials(directory);
        assert.deepEqual(readdirSync(directory), ["credentials"]);

        truncateSync(credentialFile(directory, "ca.crt"));
        const second = await ensureCredentials(directory);
        rmSync(credentialFile(directory, "tokens.csv"));
        const third = await ensureCredentials(directory);
        assert.equal(new Set([first, second, third].map(({ tokens }) => tokens.admin)).size, 3);
    });

    it("are made anew whichever of their files lost its content, or holds that of another", async () => {
        await ensureCredentials(directory);
        const names = readdirSync(credentialsDirectory(directory));
        const others = new Map(names.map((name) => [name, read(name)]));
        assert.ok(names.length >= 11);
        rmSync(credentialsDirectory(directory), { recursive: true });
        for (const name of names) {
            for (const content of ["", "garbage\0{", ...(name === "tokens.csv" ? [] : [others.get(name) ?? ""])]) {
                await ensureCredentials(directory);
                writeFileSync(credentialFile(directory, name), content);
                assert.equal(await readCredentials(directory), undefined, `${name}: ${content.slice(0, 20)}`);
            }
        }
    });
});
