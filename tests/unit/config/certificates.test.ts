import assert from "node:assert/strict";
import { ConfigError, loadConfig, SecretText } from "../../../components/config";
import { selfSigned } from "./certificate";
import { TODAY } from "./valid";

interface Change {
    readonly host?: string;
    readonly certificate?: string;
    readonly key?: SecretText;
}

const LATER = new Date("2030-01-01");

async function faultsOf(change: Change): Promise<string[]> {
    const own = await selfSigned("shop.example.com", LATER);
    const values = {
        "eks-platform:cluster": { kind: "existing", context: "kind-kind" },
        "eks-platform:ingress": { enabled: true },
        "eks-platform:namespaces": {
            shop: {
                certificates: {
                    "shop-tls": {
                        certificate: change.certificate ?? own.certificate,
                        key: change.key ?? new SecretText(own.key),
                    },
                },
            },
        },
        "eks-platform:services": {
            shop: {
                web: {
                    image: "example.com/web:1",
                    port: 8080,
                    expose: { host: change.host ?? "shop.example.com", tlsSecret: "shop-tls" },
                },
            },
        },
    };
    try {
        loadConfig({ stack: "test", values }, { today: TODAY });
        return [];
    } catch (error) {
        assert.ok(error instanceof ConfigError, String(error));
        return error.faults.map(({ path, received, allowed }) => `${path}: ${received}; ${allowed}`);
    }
}

describe("A certificate of a namespace", () => {
    it("serves the host of a service that names it", async () => assert.deepEqual(await faultsOf({}), []));

    it("is refused at the service whose host it does not have", async () => {
        const [fault, ...others] = await faultsOf({ host: "api.example.com" });
        assert.deepEqual(others, []);
        assert.match(fault ?? "", /services\.shop\.web\.expose\.host.*api\.example\.com.*DNS:shop\.example\.com/);
    });

    it("is refused when it has expired", async () => {
        const { certificate, key } = await selfSigned("shop.example.com", new Date("2026-01-31"));
        const [fault] = await faultsOf({ certificate, key: new SecretText(key) });
        assert.match(fault ?? "", /certificates\.shop-tls\.certificate: "valid until 2026-01-31"/);
    });

    it("is refused with the key of another one, which the fault does not show", async () => {
        const { key } = await selfSigned("shop.example.com", LATER);
        const [fault] = await faultsOf({ key: new SecretText(key) });
        assert.match(fault ?? "", /certificates\.shop-tls\.key: "?\[secret\]"?; the private key of this certificate/);
    });

    it("is refused with a key that is none", async () => {
        const [fault] = await faultsOf({ key: new SecretText("hunter2") });
        assert.match(fault ?? "", /certificates\.shop-tls\.key: .*private key in PEM/);
        assert.doesNotMatch(fault ?? "", /hunter2/);
    });

    it("is judged without its key where that is not known", async () => {
        assert.deepEqual(await faultsOf({ key: new SecretText() }), []);
    });

    it("is refused when it is not PEM", async () => {
        const [fault] = await faultsOf({ certificate: "shop.crt" });
        assert.match(fault ?? "", /certificates\.shop-tls\.certificate: "shop\.crt"; a certificate in PEM/);
    });
});
