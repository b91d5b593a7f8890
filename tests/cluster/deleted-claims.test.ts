import assert from "node:assert/strict";
import { StatefulSet } from "@pulumi/kubernetes/apps/v1";
import { Namespace } from "@pulumi/kubernetes/core/v1";
import { Provider } from "@pulumi/kubernetes/provider";
import { StorageClass } from "@pulumi/kubernetes/storage/v1";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { runOperation } from "../../cli/engine/operation";
import { APPLY_OPTIONS } from "../../components/cluster/apply-options";
import { dangersOf } from "../../review/dangers/dangers-of";
import type { Danger } from "../../review/model/danger";
import { openRealWorkspace, type Workspace } from "../engine/workspace";
import { eventually, TOOLS_LIMIT_MS, usePlane } from "./plane";

interface Claim {
    readonly metadata: {
        readonly namespace: string;
        readonly name: string;
        readonly deletionTimestamp?: string;
        readonly ownerReferences?: readonly object[];
    };
}

/** A StatefulSet of each retention, and one in a namespace of its own. */
const SETS = [
    { namespace: "shop", name: "dd", whenDeleted: "Delete", whenScaled: "Delete" },
    { namespace: "shop", name: "dr", whenDeleted: "Delete", whenScaled: "Retain" },
    { namespace: "shop", name: "rd", whenDeleted: "Retain", whenScaled: "Delete" },
    { namespace: "shop", name: "rr", whenDeleted: "Retain", whenScaled: "Retain" },
    { namespace: "doomed", name: "rr", whenDeleted: "Retain", whenScaled: "Retain" },
] as const;

describe("What a preview says of claims that go", function () {
    this.timeout(120_000);
    const plane = usePlane();
    let workspace: Workspace;

    before(async function () {
        this.timeout(TOOLS_LIMIT_MS);
        workspace = await openRealWorkspace(program({ replicas: 2 }));
        assert.equal((await workspace.up()).failure, undefined);
        assert.equal((await claims()).length, 2 * SETS.length);
    });
    after(() => workspace?.close());

    it("is what a real cluster deletes where sets have fewer replicas", async () => {
        const { named, gone } = await goneWith({ replicas: 1 });
        assert.deepEqual(gone, ["shop/data-dd-1", "shop/data-rd-1"]);
        assert.deepEqual(named, gone);
    });

    it("is what a real cluster deletes where sets and a namespace go, beside claims of replicas that are no more", async () => {
        const { dangers, named, gone } = await goneWith({ replicas: 1, isGone: true });
        // Those that the first change left behind, of which neither the program nor the set says anything any more.
        const former = ["doomed/data-rr-1", "shop/data-dr-1"];
        assert.deepEqual(gone, [
            "doomed/data-rr-0",
            "doomed/data-rr-1",
            "shop/data-dd-0",
            "shop/data-dr-0",
            "shop/data-dr-1",
        ]);
        assert.deepEqual(
            named,
            gone.filter((name) => !former.includes(name)),
        );
        assert.match(lossOf(dangers, "doomed"), /everything in it goes/);
        assert.match(lossOf(dangers, "shop-dr"), /those of former replicas too/);
    });

    function lossOf(dangers: readonly Danger[], name: string): string {
        return dangers.find(({ urn }) => urn.endsWith(`::${name}`))?.loss ?? "";
    }

    /** Carries a change out. @returns the claims that the preview named, and those that went */
    async function goneWith(change: Change) {
        const before = await claims();
        workspace.stack.workspace.program = program(change);
        const { errors, steps, states } = await runOperation(workspace.stack, "preview", {});
        assert.deepEqual(errors, []);
        const dangers = dangersOf(steps, states);
        const told = dangers.flatMap(({ takesAlong }) => takesAlong);
        const named = told.flatMap((one) => /^PersistentVolumeClaim (.*)/.exec(one)?.[1] ?? []).toSorted();
        assert.equal((await workspace.up()).failure, undefined);
        // A claim goes once its pod has: until then it is marked.
        const after = await eventually("nothing waits for its end, and what the preview named is gone", async () => {
            const now = await claims();
            // What is owned by a set that is gone, the garbage collector is still to delete.
            const waits = now.some(
                ({ metadata: { deletionTimestamp, ownerReferences = [] } }) =>
                    deletionTimestamp !== undefined || (change.isGone === true && ownerReferences.length > 0),
            );
            return waits || now.some((claim) => named.includes(nameOf(claim))) ? undefined : now;
        });
        const left = after.map(nameOf);
        return { dangers, named, gone: before.map(nameOf).filter((name) => !left.includes(name)) };
    }

    async function claims(): Promise<readonly Claim[]> {
        const list = await plane().get<{ items: readonly Claim[] }>("/api/v1/persistentvolumeclaims");
        return (list?.items ?? []).toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
    }

    function program({ replicas, isGone = false }: Change): PulumiFn {
        return async () => {
            const { kubeconfigPath: kubeconfig } = plane().cluster;
            const provider = new Provider("cluster", { kubeconfig, ...APPLY_OPTIONS });
            const fast = new StorageClass(
                "fast",
                {
                    metadata: { name: "fast" },
                    provisioner: "ebs.csi.aws.com",
                    volumeBindingMode: "WaitForFirstConsumer",
                },
                { provider },
            );
            const homes = ["shop", "doomed"].map((name) =>
                isGone && name === "doomed" ? [] : new Namespace(name, { metadata: { name } }, { provider }),
            );
            for (const set of isGone ? [] : SETS) {
                newSet(set, replicas, { provider, dependsOn: [fast, ...homes.flat()] });
            }
        };
    }
});

interface Change {
    readonly replicas: number;
    /** Whether the program has no set any more, and one namespace less. */
    readonly isGone?: boolean;
}

function nameOf({ metadata: { namespace, name } }: Claim): string {
    return `${namespace}/${name}`;
}

function newSet(
    { namespace, name, whenDeleted, whenScaled }: (typeof SETS)[number],
    replicas: number,
    options: ConstructorParameters<typeof StatefulSet>[2],
): void {
    const labels = { app: name };
    new StatefulSet(
        `${namespace}-${name}`,
        {
            metadata: { namespace, name },
            spec: {
                ...{ replicas, serviceName: name, selector: { matchLabels: labels } },
                persistentVolumeClaimRetentionPolicy: { whenDeleted, whenScaled },
                template: {
                    metadata: { labels },
                    spec: { containers: [{ name: "main", image: "example.org/db:1.0.0" }] },
                },
                volumeClaimTemplates: [
                    {
                        metadata: { name: "data" },
                        spec: {
                            ...{ accessModes: ["ReadWriteOnce"], storageClassName: "fast" },
                            resources: { requests: { storage: "1Gi" } },
                        },
                    },
                ],
            },
        },
        options,
    );
}
