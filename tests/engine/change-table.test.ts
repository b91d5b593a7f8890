import assert from "node:assert/strict";
import { nameOf } from "../../core/engine/urn";
import { stepsOf } from "../../review/steps";
import { ChangeWorld, type Comparison, type Config, shippedConfig, withValue } from "./change-world";

const secret = (text: string) => ({ secure: `v1:${text}` });

const WEB = { image: "ghcr.io/acme/web:1.0.0", port: 8080, connectsTo: ["api"] };

const GENERAL = { instanceTypes: ["m7g.xlarge"], min: 3, max: 12 };

/** Prod as it is shipped, without the protection that would refuse half of what follows, and with a team that has services. */
const BASE: Config = edited(shippedConfig("prod"), [
    ["protect", false],
    ["cluster.version", "1.35"],
    ["cluster.access", { ops: { principalArn: "arn:aws:iam::123456789012:role/ops", policy: "admin" } }],
    ["nodeGroups.general", GENERAL],
    ["namespaces", { team: { quota: { cpu: "4" } } }],
    [
        "services.team",
        {
            api: {
                ...{ image: "ghcr.io/acme/api:1.0.0", port: 8080, connectsTo: ["db"] },
                env: { TOKEN: secret("AAAA") },
            },
            web: WEB,
            db: {
                ...{ kind: "stateful", image: "ghcr.io/acme/db:1.0.0", port: 5432, credentials: { db: {} } },
                storage: { tier: "standard", size: "10Gi", mountPath: "/data" },
            },
        },
    ],
]);

type Values = readonly (readonly [path: string, value: unknown])[];

function edited(config: Config, values: Values): Config {
    return values.reduce((changed, [path, value]) => withValue(changed, path, value), config);
}

/** A change of the config, and what of the stack it costs. */
interface Edit {
    readonly what: string;
    readonly values: Values;
    /** What the stack was brought up with, beside the table's own base. @default nothing */
    readonly from?: Values;
    /** Steps that have to be among those that are shown. */
    readonly steps?: readonly string[];
    /** Every resource that takes data along. @default none does */
    readonly loses?: readonly string[];
    /** Node groups and workloads that are renewed, a part at a time. @default not looked at */
    readonly rolls?: readonly string[];
    /** Why neither the preview nor the update goes through. @default both do */
    readonly refused?: RegExp;
}

const STACK_SECRETS = [
    "retail-store-cart-dynamodb-secret",
    "retail-store-catalog-mysql-root-secret",
    "retail-store-catalog-mysql-secret",
    "retail-store-checkout-redis-secret",
    "retail-store-orders-postgresql-secret",
    "retail-store-orders-rabbitmq-secret",
];

const BOTH_GROUPS = ["platform-foundation-general-group", "platform-foundation-system-group"];

const TWO_ZONES: Values = [["network.zones", ["eu-west-1a", "eu-west-1b"]]];

const EDITS: readonly Edit[] = [
    {
        what: "another name of the cluster",
        values: [["cluster.name", "prod2"]],
        loses: [
            ...["platform-foundation-cluster-eks-eksCluster", "platform-foundation-cluster-logs"],
            ...BOTH_GROUPS,
            ...["calico", "cluster-autoscaler", "ingress-load-balancers", "ingress-traefik", "metrics-server"].map(
                (addon) => `platform-${addon}-namespace-namespace`,
            ),
            ...["platform-namespaces-retail-store-namespace", "platform-namespaces-team-namespace"],
            // The claims of StatefulSets go with their namespaces.
            ...[...STACK_SECRETS, "team-api-secret", "team-db-secret"],
        ],
    },
    {
        what: "another block of the VPC, in which the cluster cannot go on",
        values: [["network.cidr", "10.31.0.0/16"]],
        refused: /does not belong to the cluster's VPC/,
    },
    {
        what: "one zone less",
        values: [["network.zones", ["eu-west-1a", "eu-west-1b"]]],
        steps: ["delete Subnet platform-foundation-network-private-eu-west-1c"],
        loses: BOTH_GROUPS,
    },
    {
        what: "one zone more, for nodes alone",
        from: TWO_ZONES,
        values: [
            ["network.zones", ["eu-west-1a", "eu-west-1b", "eu-west-1c"]],
            ["cluster.zones", ["eu-west-1a", "eu-west-1b"]],
        ],
        steps: [
            "create Subnet platform-foundation-network-private-eu-west-1c",
            "replace NodeGroup platform-foundation-general-group",
        ],
        loses: BOTH_GROUPS,
    },
    {
        what: "one zone more, for a control plane that stays in those in which it was made",
        from: TWO_ZONES,
        values: [["network.zones", ["eu-west-1a", "eu-west-1b", "eu-west-1c"]]],
        refused: /eu-west-1c, and the control plane stays in the zones in which it was made: eu-west-1a, eu-west-1b/,
    },
    {
        what: "another instance type",
        values: [["nodeGroups.general.instanceTypes", ["m7g.2xlarge"]]],
        steps: ["replace NodeGroup platform-foundation-general-group"],
        loses: ["platform-foundation-general-group"],
    },
    {
        what: "another name of a node group",
        values: [
            ["nodeGroups.general", undefined],
            ["nodeGroups.workers", GENERAL],
        ],
        steps: [
            "create NodeGroup platform-foundation-workers-group",
            "delete NodeGroup platform-foundation-general-group",
        ],
        loses: ["platform-foundation-general-group"],
    },
    {
        what: "more nodes",
        values: [["nodeGroups.general.max", 14]],
        steps: ["update NodeGroup platform-foundation-general-group"],
        rolls: [],
    },
    {
        what: "larger disks of nodes",
        values: [["nodeGroups.general.diskGiB", 80]],
        steps: ["update LaunchTemplate platform-foundation-general-template"],
        rolls: ["platform-foundation-general-group"],
    },
    {
        what: "a tier with more throughput",
        values: [["storage.tiers.standard.throughput", 250]],
        steps: ["replace StorageClass platform-storage-block-standard"],
    },
    {
        what: "no shared file system",
        values: [["storage.shared", { enabled: false }]],
        steps: ["delete FileSystem platform-foundation-shared-file-system"],
        loses: ["platform-foundation-shared-file-system"],
    },
    {
        what: "no backups",
        values: [["backup", { enabled: false }]],
        steps: ["delete Vault platform-backup-points-vault"],
        loses: ["platform-backup-points-key-key", "platform-backup-points-vault"],
    },
    {
        what: "another schedule of backups",
        values: [["backup.schedule", "cron(0 1 * * ? *)"]],
        steps: ["update Plan platform-backup-schedule-plan"],
    },
    {
        what: "another name of a service",
        values: [
            ["services.team.web", undefined],
            ["services.team.site", WEB],
        ],
        steps: ["create Deployment team-site-deployment", "delete Deployment team-web-deployment"],
    },
    {
        what: "more replicas",
        values: [["applications.retail-store.replicas", 4]],
        steps: ["update Deployment retail-store-ui-deployment"],
        rolls: [],
    },
    {
        what: "another image",
        values: [["services.team.web.image", "ghcr.io/acme/web:1.1.0"]],
        steps: ["update Deployment team-web-deployment"],
        rolls: ["team-web-deployment"],
    },
    {
        what: "another port",
        values: [["services.team.api.port", 9090]],
        steps: ["update Service team-api-service", "update NetworkPolicy team-web-policy"],
        rolls: ["team-api-deployment"],
    },
    {
        what: "one connection more",
        values: [["services.team.web.connectsTo", ["api", "db"]]],
        steps: ["update NetworkPolicy team-db-policy", "update NetworkPolicy team-web-policy"],
        rolls: [],
    },
    {
        what: "one connection less",
        values: [["services.team.api.connectsTo", []]],
        steps: ["update NetworkPolicy team-api-policy", "update NetworkPolicy team-db-policy"],
        rolls: [],
    },
    {
        what: "another value of a secret",
        values: [["services.team.api.env.TOKEN", secret("BBBB")]],
        steps: ["replace Secret team-api-secret"],
        loses: ["team-api-secret"],
        rolls: ["team-api-deployment"],
    },
    {
        what: "a longer password",
        values: [["services.team.db.credentials.db", { length: 40 }]],
        steps: ["replace RandomPassword team-db-password", "replace Secret team-db-secret"],
        loses: ["team-db-password", "team-db-secret"],
    },
    {
        what: "other levels of the policies that the cluster holds",
        values: [["admission", { policyConfig: "policies/presets/dev.json" }]],
        steps: ["update ValidatingAdmissionPolicy platform-admission-workloads-deny"],
    },
    {
        what: "the next minor version of Kubernetes",
        values: [["cluster.version", "1.36"]],
        steps: ["update Cluster platform-foundation-cluster-eks-eksCluster"],
        rolls: BOTH_GROUPS,
    },
    {
        what: "an older version of Kubernetes",
        values: [["cluster.version", "1.34"]],
        refused: /Unsupported Kubernetes minor version update from 1\.35 to 1\.34/,
    },
    {
        what: "a larger quota",
        values: [["namespaces.team.quota.cpu", "6"]],
        steps: ["update ResourceQuota platform-namespaces-team-quota"],
    },
    {
        what: "nobody's access any more",
        values: [["cluster.access", undefined]],
        steps: ["delete AccessEntry platform-foundation-access-123456789012-ops"],
    },
    {
        what: "one tag more",
        values: [["tags.costcentre", "42"]],
        steps: ["update Vpc platform-foundation-network-vpc"],
        rolls: BOTH_GROUPS,
    },
    {
        what: "logs that are kept for a shorter time",
        values: [["cluster.logRetentionDays", 90]],
        steps: ["update LogGroup platform-foundation-cluster-logs"],
    },
    {
        what: "one NAT gateway for all zones",
        values: [["network.nat", "single"]],
        steps: ["delete NatGateway platform-foundation-network-nat-gateway-eu-west-1c"],
    },
    {
        what: "larger claims",
        values: [["services.team.db.storage.size", "20Gi"]],
        steps: ["update PersistentVolumeClaimPatch team-db-data-0"],
    },
    {
        what: "a database less",
        values: [
            ["services.team.db", undefined],
            ["services.team.api.connectsTo", []],
        ],
        steps: ["delete StatefulSet team-db-set"],
        loses: ["team-db-password", "team-db-secret", "team-db-set"],
    },
    {
        what: "another block of Services",
        values: [["cluster.serviceCidr", "172.21.0.0/16"]],
        refused: /Cluster prod cannot be replaced: the old one would have to go first, and .*NodeGroup/,
    },
    {
        what: "an add-on less",
        values: [["addons", { "metrics-server": { enabled: false } }]],
        steps: ["delete Release platform-metrics-server-chart-release"],
        loses: ["platform-metrics-server-namespace-namespace"],
    },
];

describe("A change of prod", function () {
    this.timeout(300_000);
    const world = new ChangeWorld("prod", BASE);
    const others = new Map<Values, ChangeWorld>();

    before(async () => {
        const { errors, exitCode, failure } = await world.up();
        assert.deepEqual(errors, [], failure);
        assert.equal(exitCode, 0);
    });
    after(() => {
        for (const one of [world, ...others.values()]) {
            one.close();
        }
    });

    async function worldFrom(values: Values | undefined): Promise<ChangeWorld> {
        if (values === undefined) {
            return world;
        }
        const known = others.get(values);
        if (known !== undefined) {
            return known;
        }
        const made = new ChangeWorld("prod", edited(BASE, values));
        others.set(values, made);
        const { errors, failure } = await made.up();
        assert.deepEqual(errors, [], failure);
        return made;
    }

    for (const { what, from, values, steps = [], loses = [], rolls, refused } of EDITS) {
        it(`to ${what} is shown as the update does it`, async () => {
            const { preview, update } = await (await worldFrom(from)).change(
                edited(BASE, [...(from ?? []), ...values]),
            );
            if (refused !== undefined) {
                assert.match(said(preview), refused);
                assert.notEqual(preview.exitCode, 0);
                assert.notEqual(update.exitCode, 0);
                return;
            }
            assert.deepEqual(update.errors, [], update.failure);
            const shown = linesOf(preview);
            assert.deepEqual(shown, linesOf(update));
            assert.notEqual(shown.length, 0);
            const named = shown.map((line) => line.split("\n")[0]);
            assert.deepEqual(
                steps.filter((step) => !named.includes(step)),
                [],
            );
            const dangers = preview.dangers;
            const names = (found: typeof dangers) => found.map(({ urn }) => nameOf(urn)).toSorted();
            assert.deepEqual(names(dangers.filter(({ isStateful }) => isStateful)), loses.toSorted());
            assert.equal(preview.exitCode, loses.length > 0 ? 3 : 0);
            if (rolls !== undefined) {
                assert.deepEqual(names(dangers.filter(({ kind }) => kind === "roll")), rolls.toSorted());
            }
        });
    }
});

/** Each step with what it changes; a preview and an update come to them in another order. */
function linesOf({ steps }: Comparison["update"]): readonly string[] {
    return stepsOf(steps)
        .map(
            ({ op, type, urn, changes }) =>
                `${op} ${type.split(":").at(-1)} ${nameOf(urn)}\n${JSON.stringify(changes)}`,
        )
        .toSorted();
}

function said({ errors, failure = "" }: Comparison["update"]): string {
    return [...errors, failure].join("\n");
}
