import * as pulumi from "@pulumi/pulumi";

/** A resource as a component asked for it, with the marks of secrets taken off and the secret top-level inputs named. */
export interface Recorded {
    readonly type: string;
    readonly name: string;
    readonly inputs: Record<string, unknown>;
    readonly secrets: readonly string[];
}

/** How a test run sees the engine: as an update, or as a preview. */
export const RUNS = [
    { run: "an update", preview: false },
    { run: "a preview", preview: true },
] as const;

const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";

/** What the stand-in providers answer; every other type fails the test. */
const KNOWN_TYPES = [
    "kubernetes:apps/v1:Deployment",
    "kubernetes:apps/v1:StatefulSet",
    "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
    "kubernetes:batch/v1:CronJob",
    "kubernetes:batch/v1:Job",
    "kubernetes:core/v1:ConfigMap",
    "kubernetes:core/v1:PersistentVolumeClaimPatch",
    "kubernetes:core/v1:Secret",
    "kubernetes:core/v1:Service",
    "kubernetes:core/v1:ServiceAccount",
    "kubernetes:networking.k8s.io/v1:Ingress",
    "kubernetes:networking.k8s.io/v1:NetworkPolicy",
    "kubernetes:policy/v1:PodDisruptionBudget",
    "eks-platform:workloads:Application",
    "eks-platform:workloads:Credential",
    "eks-platform:workloads:CronTask",
    "eks-platform:workloads:Microservice",
    "eks-platform:workloads:StatefulService",
    "eks-platform:workloads:Task",
];

/**
 * Runs a piece of program against stand-in providers and gives everything it asked for, after all of it is done.
 *
 * @param passwords what RandomPassword generates, by the resource's name. @default a text of the wanted length
 */
export async function record(
    program: () => void,
    { preview = false, passwords = {} as Record<string, string> } = {},
): Promise<Recorded[]> {
    const recorded: Recorded[] = [];
    const newResource = ({
        type,
        name,
        inputs,
    }: pulumi.runtime.MockResourceArgs): pulumi.runtime.MockResourceResult => {
        if (type === "random:index/randomPassword:RandomPassword") {
            const result = passwords[name] ?? `${name}-`.padEnd(Number(inputs.length), "x");
            recorded.push({ type, name, inputs, secrets: [] });
            return { id: "none", state: { ...inputs, result: { [SIGNATURE_KEY]: SECRET_SIGNATURE, value: result } } };
        }
        if (!KNOWN_TYPES.includes(type)) {
            throw new Error(`no stand-in for a resource of type ${type} (${name})`);
        }
        recorded.push({
            type,
            name,
            inputs: Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, reveal(value)])),
            secrets: Object.keys(inputs).filter((key) => isSecret(inputs[key])),
        });
        return { id: name, state: inputs };
    };
    const call = ({ token }: pulumi.runtime.MockCallArgs) => {
        throw new Error(`no stand-in for the function ${token}`);
    };
    await pulumi.runtime.setMocks({ newResource, call }, "eks-platform", "test", preview);
    try {
        program();
    } finally {
        await pulumi.runtime.disconnect();
    }
    return recorded;
}

function isSecret(value: unknown): value is { value: unknown } {
    return (
        typeof value === "object" &&
        value !== null &&
        SIGNATURE_KEY in value &&
        value[SIGNATURE_KEY] === SECRET_SIGNATURE
    );
}

function reveal(value: unknown): unknown {
    return isSecret(value) ? value.value : value;
}

/** The inputs of the one object of a kind and name; `kind` as in a manifest. */
export function objectOf<T>(recorded: readonly Recorded[], kind: string, name: string): T {
    const found = objectsOf<T & { metadata: { name: string } }>(recorded, kind).filter(
        ({ metadata }) => metadata.name === name,
    );
    if (found.length !== 1 || !found[0]) {
        throw new Error(`expected one ${kind} ${name}, found ${found.length}`);
    }
    return found[0];
}

/** The inputs of all objects of a kind. */
export function objectsOf<T>(recorded: readonly Recorded[], kind: string): T[] {
    return recorded
        .filter(({ type }) => type.startsWith("kubernetes:") && type.endsWith(`:${kind}`))
        .map(({ inputs }) => inputs as T);
}
