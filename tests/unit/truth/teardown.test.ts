import assert from "node:assert/strict";
import { configurations } from "./combinations";
import { type Made, make } from "./made";
import { type Edge, Order } from "./teardown/order";
import { type Pair, pairsOf } from "./teardown/requirements";

const UP = "for the way up: ";

/** Dependencies that no requirement hangs on at a teardown, by the types at their ends, with what they are there for. */
const NOT_FOR_TEARDOWN: readonly { readonly from: RegExp; readonly to: RegExp; readonly why: string }[] = [
    {
        from: /^(eks-platform:(network|cluster|identity|storage|backup):|eks:index:)/,
        to: /^(aws:|eks:index:Cluster|pulumi:providers:)/,
        why: `${UP}what a component is given or waits for; the resources in it that use something depend on it themselves`,
    },
    {
        from: /^pulumi:providers:kubernetes$/,
        to: /^(aws:eks\/cluster|eks:index):/,
        why: "everything in the cluster waits for its nodes, and these for the cluster",
    },
    {
        from: /^aws:(eks\/addon|ec2\/securityGroup):/,
        to: /^aws:eks\/cluster:/,
        why: "EKS takes add-ons along with their cluster, and the nodes' group only has its name in a tag",
    },
    {
        from: /^eks-platform:(admission|calico|ingress):/,
        to: /^aws:eks\/addon:/,
        why: `${UP}pods of these need names, volumes and permissions when they start`,
    },
    {
        from: /^kubernetes:(core|networking)/,
        to: /^kubernetes:core\/v1:Namespace$/,
        why: "a namespace takes along what is in it",
    },
    {
        from: /^(kubernetes:admissionregistration|eks-platform:(storage|namespaces):)/,
        to: /^kubernetes:(admissionregistration|helm\.sh)/,
        why: `${UP}the guard judges what is made or changed`,
    },
    {
        from: /^eks-platform:(addons|ingress|releases):/,
        to: /^(kubernetes:helm\.sh|aws:(iam|eks\/podIdentityAssociation))/,
        why: `${UP}a chart comes after those of its phase, and after its own permissions`,
    },
    {
        from: /^eks-platform:workloads:Application$/,
        to: /^kubernetes:(snapshot\.)?storage/,
        why: `${UP}a class is read when a claim or a snapshot is made`,
    },
    {
        from: /^kubernetes:core\/v1:Secret$/,
        to: /^random:/,
        why: "a password is in the state alone",
    },
    {
        from: /^(kubernetes:apps|eks-platform:workloads:)/,
        to: /^kubernetes:(apps|core)/,
        why: `${UP}pods read it, or call it, when they start`,
    },
];

describe("The teardown of prod", function () {
    this.timeout(240_000);
    let order: Order;
    let pairs: readonly Pair[];

    before(async () => {
        const prod = configurations().get("prod");
        assert.ok(prod);
        const { resources, world } = await make(prod);
        order = new Order(resources);
        pairs = pairsOf(resources, world);
        assert.ok(pairs.length > 500, `${pairs.length}`);
    });

    /** What could go too early without a dependency, though something still needs it. */
    function lostBy(edge: Edge): Pair | undefined {
        const still = order.outlastingWithout(edge, edge.from);
        const free = new Set([...order.outlasting(edge.from)].filter((made) => !still.has(made)));
        const then = new Map<Made, ReadonlySet<Made>>();
        return pairs.find(({ first, last }) => {
            if (!free.has(last) || !(first === edge.from || order.outlasting(first).has(edge.from))) {
                return false;
            }
            const outlasting = then.get(first) ?? order.outlastingWithout(edge, first);
            then.set(first, outlasting);
            return !outlasting.has(last);
        });
    }

    /** Whether other dependencies say the same. */
    function isImplied(edge: Edge): boolean {
        const still = order.outlastingWithout(edge, edge.from);
        return order.within(edge.to).every((made) => still.has(made));
    }

    it("goes in an order in which everything is there that the rest still needs", () => {
        const wrong = pairs.filter(({ first, last }) => !order.outlasting(first).has(last));
        assert.deepEqual(
            wrong.map(({ first, last, why }) => `${first.type} ${first.name} before ${last.type} ${last.name}: ${why}`),
            [],
        );
    });
    it("hangs on every dependency that no other implies, but for those that are there for the way up", () => {
        const needed = order.edges.filter((edge) => !isImplied(edge));
        assert.ok(needed.length > 300, `${needed.length}`);
        const open = needed.filter((edge) => lostBy(edge) === undefined);
        const isExplained = ({ from, to }: Edge, why: (typeof NOT_FOR_TEARDOWN)[number]) =>
            why.from.test(from.type) && why.to.test(to.type);
        const unexplained = open.filter((edge) => !NOT_FOR_TEARDOWN.some((why) => isExplained(edge, why)));
        assert.deepEqual(
            unexplained.map(({ from, to }) => `${from.type} ${from.name} on ${to.type} ${to.name}`),
            [],
        );
        const idle = NOT_FOR_TEARDOWN.filter((why) => !open.some((edge) => isExplained(edge, why)));
        assert.deepEqual(idle, []);
    });
});
