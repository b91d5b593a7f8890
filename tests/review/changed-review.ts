import type { Reach, ReachEdge } from "../../review/model/reach";
import type { Review, ReviewResource } from "../../review/model/review";
import type { ReviewStep } from "../../review/model/step";
import { recordedReview } from "./recorded-review";

type Changes = ReviewStep["changes"];

const POLICY = {
    Version: "2012-10-17",
    Statement: [
        { Sid: "Read", Effect: "Allow", Action: ["s3:GetObject", "s3:ListBucket"], Resource: "arn:aws:s3:::assets/*" },
    ],
};

/** A review of prod with a change of each kind, and with every part that a review may have. */
export function changedReview(): Review {
    const whole = recordedReview("prod");
    const find = (name: string) => whole.resources.find(({ urn }) => urn.endsWith(`::${name}`)) ?? fail(name);
    const step = (op: ReviewStep["op"], name: string, changes: Changes = []): ReviewStep => {
        const { urn, type, parent } = find(name);
        return { op, urn, type, ...(parent !== undefined && { parent }), changes, unknowns: 0 };
    };
    const steps = [
        step("replace", "platform-foundation-shared-file-system", [
            {
                path: "kmsKeyId",
                replaces: true,
                old: "arn:aws:kms:eu-west-1:111122223333:key/one",
                new: "arn:aws:kms:eu-west-1:111122223333:key/other",
            },
        ]),
        step("delete", "retail-store-orders-postgresql-set"),
        step("update", "platform-foundation-general-group", [
            { path: "scalingConfig.maxSize", replaces: false, old: 12, new: 20 },
            { path: "launchTemplate.version", replaces: false, old: "1", new: "2" },
        ]),
        step("update", "retail-store-ui-deployment", [
            { path: "spec.replicas", replaces: false, old: 3, new: 6 },
            {
                path: "spec.template.spec.containers.ui.image",
                replaces: false,
                old: "public.ecr.aws/aws-containers/retail-store-sample-ui:1.6.2",
                new: "public.ecr.aws/aws-containers/retail-store-sample-ui:1.7.0",
            },
        ]),
        step("update", "platform-ingress-load-balancers-identity-policy", [
            {
                path: "policy",
                replaces: false,
                old: JSON.stringify(POLICY),
                new: JSON.stringify({
                    ...POLICY,
                    Statement: [{ ...POLICY.Statement[0], Action: ["s3:ListBucket", "s3:GetObject", "s3:PutObject"] }],
                }),
            },
        ]),
        step("create", "retail-store-checkout-deployment"),
    ];
    const same = whole.resources.length - steps.length;
    const urnOf = (name: string) => find(name).urn;
    return {
        ...whole,
        exitCode: 3,
        base: { revision: "main", commit: "4be1a7d0c3e5f60718293a4b5c6d7e8f90a1b2c3" },
        commit: "9f3c2b1a0d4e5f60718293a4b5c6d7e8f90a1b2c",
        hasUncommitted: true,
        isCompared: true,
        changes: { same, update: 3, replace: 1, delete: 1, create: 1 },
        steps,
        dangers: [
            {
                kind: "replace",
                urn: urnOf("platform-foundation-shared-file-system"),
                type: "aws:efs/fileSystem:FileSystem",
                isStateful: true,
                isAllowed: false,
                loss: "its files go",
                takesAlong: [urnOf("retail-store-ui-deployment"), "claims of the class shared"],
                affects: [{ what: ["clients of the file system"], how: "lose what they have open" }],
                causes: ["kmsKeyId: key/one => key/other"],
            },
            {
                kind: "delete",
                urn: urnOf("retail-store-orders-postgresql-set"),
                type: "kubernetes:apps/v1:StatefulSet",
                isStateful: true,
                isAllowed: true,
                loss: "its pods stop, and its claims go where whenDeleted is Delete",
                takesAlong: ["PersistentVolumeClaim retail-store/data-orders-postgresql-0"],
                affects: [],
                causes: [],
            },
            {
                kind: "roll",
                urn: urnOf("platform-foundation-general-group"),
                type: "aws:eks/nodeGroup:NodeGroup",
                isStateful: false,
                isAllowed: true,
                takesAlong: [],
                affects: [],
                causes: ["launchTemplate.version: 1 => 2"],
            },
        ],
        findings: [
            {
                status: "new",
                rule: "EKS-STORAGE-001",
                title: "File systems are backed up.",
                level: "mandatory",
                severity: "high",
                urn: urnOf("platform-foundation-shared-file-system"),
                resource: "efs FileSystem platform-foundation-files",
                path: "kmsKeyId",
                message: "no backup policy names the file system",
                fix: "Keep storage.shared.backup switched on.",
                file: "Pulumi.prod.yaml",
                line: 42,
            },
            {
                status: "present",
                rule: "K8S-POD-018",
                title: "Pods have a memory limit.",
                level: "advisory",
                severity: "low",
                urn: urnOf("retail-store-ui-deployment"),
                resource: "Deployment retail-store/ui",
                path: "spec.template.spec.containers[0].resources.limits.memory",
                message: "the limit is twice the request",
                fix: "Set both to the same value.",
                file: "Pulumi.prod.yaml",
                line: 88,
            },
            {
                status: "gone",
                rule: "K8S-POD-018",
                title: "Pods have a memory limit.",
                level: "advisory",
                severity: "low",
                urn: urnOf("retail-store-checkout-deployment"),
                resource: "Deployment retail-store/checkout",
                path: "",
                message: "the limit is twice the request",
                fix: "Set both to the same value.",
            },
        ],
        exemptions: [
            {
                rule: "K8S-POD-003",
                resource: "*::legacy-*",
                owner: "team-legacy",
                reason: "moves off in the first quarter",
                expires: "2027-03-31",
                applies: 2,
            },
        ],
        reach: declaredReach(whole),
        cost: {
            region: "eu-west-1",
            currency: "USD",
            monthly: 1043.2,
            before: 981.4,
            lastVerified: "2026-11-20",
            notPriced: ["Traffic between zones: depends on use."],
            items: [
                {
                    urn: urnOf("platform-foundation-general-group"),
                    type: "aws:eks/nodeGroup:NodeGroup",
                    group: "nodes",
                    status: "changed",
                    basis: "live",
                    monthly: 476.5,
                    before: 414.7,
                    detail: "3 x m7g.xlarge, 730 h at 0.1808 and their disks",
                },
                {
                    urn: urnOf("platform-foundation-cluster-eks"),
                    type: "eks:index:Cluster",
                    group: "cluster",
                    status: "present",
                    basis: "fixed",
                    monthly: 73,
                    before: 73,
                    detail: "730 h at 0.10",
                },
                {
                    urn: urnOf("platform-foundation-network-vpc"),
                    type: "aws:ec2/vpc:Vpc",
                    group: "network",
                    status: "present",
                    basis: "free",
                    monthly: 0,
                    before: 0,
                    detail: "free",
                },
            ],
        },
        versions: [
            {
                kind: "kubernetes",
                name: "Kubernetes",
                pinned: "1.35",
                newest: "1.37",
                supportEnds: "2027-03-27",
                state: "behind",
                movesWith: ["kube-proxy", "vpc-cni", "node groups"],
            },
            {
                kind: "eks-addon",
                name: "vpc-cni",
                pinned: "v1.21.0",
                base: "v1.20.4",
                newest: "v1.21.0",
                state: "current",
                movesWith: [],
            },
            {
                kind: "chart",
                name: "traefik",
                pinned: "37.4.0",
                supportEnds: "2026-12-20",
                state: "ending",
                movesWith: [],
            },
        ],
        images: [...new Set(whole.resources.flatMap(imagesOf))],
        notChecked: ["The charts of 5 releases are not on this machine: npm run charts -- fetch."],
    };
}

/** The connections that the services of an application declare, and one of each kind that is not sound. */
function declaredReach({ resources }: Review): Reach {
    const workloads = resources.filter(({ type }) => /^kubernetes:apps\/v1:(Deployment|StatefulSet)$/.test(type));
    const ends = workloads.map(({ urn, type, inputs }) => {
        const { name = "", namespace = "" } = Object(inputs.metadata);
        return {
            id: `${namespace}/${type.split(":").at(-1)}/${name}`,
            name: `${namespace}/${name}`,
            namespace: String(namespace),
            kind: "workload" as const,
            urn,
        };
    });
    const idOf = (name: string) => ends.find((end) => end.name === `retail-store/${name}`)?.id ?? fail(name);
    const edge = (from: string, to: string, more: Partial<ReachEdge> = {}): ReachEdge => ({
        from,
        to,
        ports: ["8080/TCP"],
        isDeclared: true,
        isPossible: true,
        isCertain: true,
        status: "present",
        ways: [],
        because: ["NetworkPolicy allow-clients"],
        ...more,
    });
    const services = resources.flatMap(({ inputs }) => Object.entries(Object(Object(inputs.description).services)));
    const declared = services.flatMap(([name, service]) =>
        [Object(service).connectsTo ?? []].flat().map((to: string) => edge(idOf(name), idOf(to))),
    );
    return {
        ends: [...ends, { id: "outside", name: "Internet", kind: "outside" }],
        edges: [
            ...declared,
            edge("outside", idOf("ui"), { ports: ["443/TCP"], ways: ["Ingress ui"] }),
            edge(idOf("checkout"), idOf("orders-postgresql"), {
                ports: ["5432/TCP"],
                isDeclared: false,
                status: "new",
                because: ["NetworkPolicy allow-all-in-namespace"],
            }),
            edge(idOf("ui"), idOf("catalog-mysql"), { ports: ["3306/TCP"], status: "gone" }),
            edge(idOf("cart"), idOf("orders-rabbitmq"), {
                ports: ["5672/TCP"],
                isPossible: false,
                because: ["NetworkPolicy default-deny"],
            }),
        ],
        undetermined: ["Ports of the release traefik: its chart is not on this machine."],
    };
}

function imagesOf({ inputs }: ReviewResource): readonly string[] {
    const found = JSON.stringify(inputs).matchAll(/"image":"([^"]+)"/g);
    return [...found].map(([, image = ""]) => image);
}

function fail(name: string): never {
    throw new Error(`The recorded graph has no ${name}.`);
}
