import assert from "node:assert/strict";
import { inspect } from "node:util";
import { SecretText } from "../../../components/config";
import { Application, Microservice } from "../../../components/workloads";
import { plainService, type WorkloadObject } from "./manifests";
import { objectOf, objectsOf, type Recorded, RUNS, record } from "./recording";

const SECRET = "s3cret-value";

const DESCRIPTION = {
    ...plainService,
    env: { PLAIN: "x", TOKEN: new SecretText(SECRET) },
    files: { "/etc/plain": "y", "/etc/token": new SecretText(SECRET) },
};

function recordService(
    args: object = {},
    preview = false,
    passwords: Record<string, string> = {},
): Promise<Recorded[]> {
    const program = () => {
        new Microservice("shop-web", {
            name: "web",
            namespace: "team",
            application: "shop",
            description: DESCRIPTION,
            ...args,
        });
    };
    return record(program, { preview, passwords });
}

const templateOf = (recorded: readonly Recorded[]) =>
    objectOf<WorkloadObject>(recorded, "Deployment", "web").spec.template;

describe("A service's encrypted values", () => {
    for (const { run, preview } of RUNS) {
        it(`stand in a Secret of its own and nowhere else during ${run}`, async () => {
            const recorded = await recordService({}, preview);
            const holders = recorded.filter((resource) => JSON.stringify(resource).includes(SECRET));
            assert.deepEqual(
                holders.map(({ type, name, secrets }) => [type, name, secrets]),
                [["kubernetes:core/v1:Secret", "shop-web-secret", ["stringData"]]],
            );
            const { stringData } = objectOf<{ stringData: Record<string, string> }>(recorded, "Secret", "web-secrets");
            assert.deepEqual(Object.values(stringData), [SECRET, SECRET]);
        });
    }

    it("leave the plain ones in ConfigMaps", async () => {
        const data = objectsOf<{ data: Record<string, string> }>(await recordService(), "ConfigMap").map(
            (object) => object.data,
        );
        assert.deepEqual(data, [{ PLAIN: "x" }, { "0-plain": "y" }]);
    });

    it("reach the pods by references that the Secret fulfils", async () => {
        const recorded = await recordService();
        const { stringData } = objectOf<{ stringData: Record<string, string> }>(recorded, "Secret", "web-secrets");
        const { containers, volumes } = templateOf(recorded).spec;
        const [container] = containers;
        const token = container?.env?.find(({ name }) => name === "TOKEN")?.valueFrom?.secretKeyRef;
        assert.equal(token?.name, "web-secrets");
        assert.equal(stringData[token?.key ?? ""], SECRET);
        const mount = container?.volumeMounts?.find(({ mountPath }) => mountPath === "/etc/token");
        assert.equal(stringData[mount?.subPath ?? ""], SECRET);
        const volume = volumes?.find(({ name }) => name === mount?.name);
        assert.deepEqual(volume, { name: "secret-files", secret: { secretName: "web-secrets" } });
        const plain = container?.volumeMounts?.find(({ mountPath }) => mountPath === "/etc/plain");
        assert.notEqual(plain?.name, mount?.name);
    });

    it("replace the pods when they change, by a checksum that cannot be found by trying", async () => {
        const annotationOf = async (value: string, salt: string) => {
            const changed = { ...DESCRIPTION, env: { TOKEN: new SecretText(value) } };
            const recorded = await recordService({ description: changed }, false, { "shop-web-salt": salt });
            return templateOf(recorded).metadata.annotations?.["eks-platform/secret-checksum"];
        };
        const first = await annotationOf("a", "salt-1");
        assert.ok(first);
        assert.notEqual(await annotationOf("b", "salt-1"), first);
        assert.equal(await annotationOf("a", "salt-1"), first);
        assert.notEqual(await annotationOf("a", "salt-2"), first);
    });
});

describe("A credential with a value of its own", () => {
    const store = (credential: object) => ({
        ...plainService,
        kind: "stateful" as const,
        credentials: { db: credential },
    });
    const recordStore = (credential: object) =>
        record(() => {
            new Application("shop", {
                namespace: "team",
                description: { services: { db: store(credential) } },
                storageClasses: {},
                retainVolumes: false,
            });
        });

    it("is the password, and generates none", async () => {
        const recorded = await recordStore({
            username: "app",
            value: new SecretText(SECRET),
            values: { url: "db://{username}:{password}@db", key: new SecretText("k3y") },
        });
        const { stringData } = objectOf<{ stringData: Record<string, string> }>(recorded, "Secret", "db");
        assert.deepEqual(stringData, { username: "app", password: SECRET, url: `db://app:${SECRET}@db`, key: "k3y" });
        assert.deepEqual(
            recorded.filter(({ name }) => name === "shop-db-password"),
            [],
        );
        const holders = recorded.filter((resource) => JSON.stringify(resource).includes(SECRET));
        assert.deepEqual(
            holders.map(({ name, secrets }) => [name, secrets]),
            [["shop-db-secret", ["stringData"]]],
        );
    });

    it("takes no length beside it", async () => {
        await assert.rejects(
            recordStore({ value: new SecretText(SECRET), length: 20 }),
            (error: Error) => /credentials\.db\.length/.test(inspect(error)) && !inspect(error).includes(SECRET),
        );
    });
});
