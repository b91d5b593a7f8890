import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CHARTS } from "../../../components/addons";
import { calicoValues } from "../../../components/addons/calico/values";
import { traefikValues } from "../../../components/ingress/controllers/traefik/values";
import type { ChartValue, ChartValues } from "../../../components/releases/release";
import { installations } from "../../addons";

/** The keys that a chart documents in its values.yaml at one version. */
interface KnownKeys {
    readonly chart: string;
    readonly version: string;
    /** Keys below which the chart takes anything, such as pod resources. */
    readonly open: readonly string[];
    readonly keys: readonly string[];
}

const FOLDER = join(__dirname, "keys");

function knownKeys(chart: string): KnownKeys {
    return JSON.parse(readFileSync(join(FOLDER, `${chart}.json`), "utf8"));
}

/** Dotted paths of all leaves. */
function leaves(value: ChartValue, path: string): string[] {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [path];
    const entries = Object.entries(value);
    return entries.length === 0
        ? [path]
        : entries.flatMap(([key, item]) => leaves(item, path ? `${path}.${key}` : key));
}

/** What we set that the chart does not know; Helm would ignore it without a word. */
function unknown(values: ChartValues, { keys, open }: KnownKeys): string[] {
    return leaves(values, "").filter(
        (path) => !keys.includes(path) && !open.some((prefix) => path === prefix || path.startsWith(`${prefix}.`)),
    );
}

describe("The pinned charts", () => {
    it("have the versions whose keys were collected", () => {
        const pinned = CHARTS.map(({ name, version }) => `${name} ${version}`);
        const collected = readdirSync(FOLDER).map((file) => knownKeys(file.replace(/\.json$/, "")));
        assert.deepEqual(collected.map(({ chart, version }) => `${chart} ${version}`).toSorted(), pinned.toSorted());
    });

    for (const { addon, values, label } of installations()) {
        it(`know every value that is set: ${label}`, () => {
            assert.deepEqual(unknown(values, knownKeys(addon.chart.name)), []);
        });
    }

    it("would be found to lack a misspelt value", () => {
        assert.deepEqual(unknown({ deployment: { replica: 2 } }, knownKeys("traefik")), ["deployment.replica"]);
    });
});

describe("Calico's values", () => {
    it("leave addresses and routes to the VPC CNI on EKS", () => {
        const { installation } = calicoValues(2, "EKS");
        assert.deepEqual(installation, {
            enabled: true,
            kubernetesProvider: "EKS",
            cni: { type: "AmazonVPC" },
            calicoNetwork: { bgp: "Disabled" },
            controlPlaneReplicas: 2,
        });
    });
});

describe("Traefik's values", () => {
    it("keep the load balancer inside the VPC", () => {
        const { service } = traefikValues({
            replicas: 2,
            ingressClass: "traefik",
            loadBalancer: { scheme: "internal" },
        });
        const text = JSON.stringify(service);
        assert.match(text, /"service\.beta\.kubernetes\.io\/aws-load-balancer-scheme":"internal"/);
        assert.match(text, /"loadBalancerClass":"service\.k8s\.aws\/nlb"/);
    });

    it("have a disruption budget that a drain can meet", () => {
        const budget = (replicas: number) =>
            traefikValues({ replicas, ingressClass: "traefik", loadBalancer: undefined }).podDisruptionBudget;
        assert.deepEqual(budget(1), { enabled: false, maxUnavailable: 1 });
        assert.deepEqual(budget(2), { enabled: true, maxUnavailable: 1 });
    });
});
