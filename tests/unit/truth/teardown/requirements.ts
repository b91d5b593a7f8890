import { isMap, mapAt, type PropertyValue, stringAt } from "../../../../core/engine/values";
import { uses } from "../../../../simulator/aws/holders";
import type { World } from "../../../../simulator/world/world";
import type { Made } from "../made";

/** What must have gone before what may go, and why. */
interface Requirement {
    readonly why: string;
    readonly first: (made: Made) => boolean;
    readonly last: (made: Made) => boolean;
    /** Whether it concerns these two. @default any two */
    readonly of?: (first: Made, last: Made) => boolean;
}

const isType = (pattern: RegExp) => (made: Made) => pattern.test(made.type);
const isNamed = (pattern: RegExp) => (made: Made) => pattern.test(made.name);
const and =
    (...tests: readonly ((made: Made) => boolean)[]) =>
    (made: Made) =>
        tests.every((test) => test(made));

const HAS_PODS = isType(/^kubernetes:(apps|batch|helm\.sh)\//);
const PERMISSIONS = /^aws:(iam\/rolePolicy|iam\/rolePolicyAttachment|eks\/podIdentityAssociation):/;
const isOfStack = and(isType(/^kubernetes:(apps|batch)\//), (made) => namespaceOf(made) !== undefined);

/** What nothing refuses, and still leaves things behind or open where it goes the other way. */
const REQUIREMENTS: readonly Requirement[] = [
    {
        why: "pods end on their nodes, and hold on to their namespace until then",
        first: HAS_PODS,
        last: isType(/^aws:eks\/nodeGroup:/),
    },
    {
        why: "what is in a cluster goes by its API server",
        first: isType(/^kubernetes:/),
        last: isType(/^aws:eks\/cluster:/),
    },
    {
        why: "volumes of claims are deleted by their driver, with its permissions",
        first: isType(/^kubernetes:apps\/v1:StatefulSet/),
        last: (made) => /(aws-ebs-csi-driver|snapshot-controller)$/.test(made.name) || isPermission("ebs-csi")(made),
    },
    {
        why: "files' access points are deleted by their driver, with its permissions and by mounting",
        first: ({ outputs }) => outputs.provisioner === "efs.csi.aws.com",
        last: (made) =>
            made.name.endsWith("aws-efs-csi-driver") ||
            isPermission("efs-csi")(made) ||
            made.type.startsWith("aws:efs/mountTarget:"),
    },
    {
        why: "load balancers are deleted by their controller, with its permissions",
        first: and(isType(/^kubernetes:helm\.sh\//), isNamed(/ingress-(traefik|controller)/)),
        last: (made) =>
            (made.type.startsWith("kubernetes:helm.sh/") && /load-balancers/.test(made.name)) ||
            isPermission("load-balancers")(made),
    },
    {
        why: "objects of a definition end by their operator, which needs the definition",
        first: and(isType(/^kubernetes:helm\.sh\//), isNamed(/(?<!-crds)-release$/)),
        last: and(isType(/^kubernetes:helm\.sh\//), isNamed(/-crds-release$/)),
        of: (first, last) => last.name === first.name.replace(/-\w+$/, "-crds-release"),
    },
    {
        why: "workloads are closed by network policies, and judged by the guard, to their end",
        first: isOfStack,
        last: (made) => /^kubernetes:(admissionregistration|helm\.sh)/.test(made.type),
    },
    {
        why: "a controller in its namespace may use no more and reach no more than it should, to its end",
        first: isType(/^kubernetes:(helm\.sh|apps|batch)\//),
        last: isType(/^kubernetes:(core\/v1:(LimitRange|ResourceQuota)|networking)/),
        // A service's own policy is for its own pods.
        of: (first, last) =>
            namespaceOf(first) === namespaceOf(last) &&
            (last.parent === first.parent || !last.parent.includes("eks-platform:workloads:")),
    },
    {
        why: "nodes drain by their addresses, their permissions and their way out",
        first: isType(/^aws:eks\/nodeGroup:/),
        last: (made) =>
            /(vpc-cni|kube-proxy|eks-pod-identity-agent)$/.test(made.name) ||
            isPermission("vpc-cni")(made) ||
            isPermission("foundation-nodes")(made) ||
            /^aws:ec2\/(route|routeTableAssociation|natGateway|vpcEndpoint):/.test(made.type) ||
            made.name.endsWith("-endpoints-https"),
    },
    {
        why: "a control plane deletes its interfaces with its role's permissions, and logs to its end, which would make the group anew",
        first: isType(/^aws:eks\/cluster:/),
        last: (made) =>
            made.name.endsWith("-cluster-logs") || (PERMISSIONS.test(made.type) && /eksRole/.test(made.name)),
    },
    {
        why: "flow logs are written to their end, which would make the group anew",
        first: isType(/^aws:ec2\/flowLog:/),
        last: (made) => /flow-logs-(log-group|policy)$/.test(made.name),
    },
];

function isPermission(of: string): (made: Made) => boolean {
    return ({ type, name }) => PERMISSIONS.test(type) && name.includes(of);
}

function namespaceOf({ outputs }: Made): string | undefined {
    return stringAt(mapAt(outputs, "metadata"), "namespace") ?? stringAt(outputs, "namespace");
}

/** Two resources of which the first must have gone before the second may. */
export interface Pair {
    readonly first: Made;
    readonly last: Made;
    readonly why: string;
}

/** All that must go in order: what AWS refuses otherwise, what names another by its id or ARN, and the list above. */
export function pairsOf(resources: readonly Made[], world: World): readonly Pair[] {
    const made = resources.filter(({ id, type }) => id !== "" && !type.startsWith("pulumi:"));
    const stored = new Map(made.map((one) => [one, world.madeFor(one.urn)[0]]));
    const named = new Map(made.map((one) => [one, textsIn(one.inputs)]));
    const ownNames = new Map(made.map((one) => [one, namesOf(one)]));
    return made.flatMap((first) =>
        made.flatMap((last): Pair[] => {
            if (first === last) {
                return [];
            }
            const [user, used] = [stored.get(first), stored.get(last)];
            if (user && used && first.type.startsWith("aws:") && uses(user, used)) {
                return [{ first, last, why: "AWS refuses it otherwise" }];
            }
            if (named.get(first)?.some((text) => ownNames.get(last)?.some((name) => text.includes(name)))) {
                return [{ first, last, why: "the first names the second" }];
            }
            const required = REQUIREMENTS.find(
                (one) => one.first(first) && one.last(last) && (one.of?.(first, last) ?? true),
            );
            return required ? [{ first, last, why: required.why }] : [];
        }),
    );
}

/** What AWS names a resource by, where that is not another's name or a plain word. */
function namesOf({ type, id, inputs, outputs }: Made): readonly string[] {
    const given = textsIn(inputs);
    return type.startsWith("aws:")
        ? [id, stringAt(outputs, "arn") ?? ""].filter((name) => name.length > 8 && !given.includes(name))
        : [];
}

function textsIn(value: PropertyValue | undefined): readonly string[] {
    if (typeof value === "string") {
        return [value];
    }
    if (Array.isArray(value)) {
        return value.flatMap((item: PropertyValue) => textsIn(item));
    }
    return isMap(value) ? Object.values(value).flatMap(textsIn) : [];
}
