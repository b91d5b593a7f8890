import assert from "node:assert/strict";
import fc from "fast-check";
import { type PropertyMap, type PropertyValue, Secret, UNKNOWN } from "../../../core/engine/values";
import { catalogued, cataloguedTypes, objectOf, type Shape, type Shapes } from "../../../core/facts/aws/catalog";
import { inputFailures } from "../../../simulator/aws/validation";

const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const ROLE = "aws:iam/role:Role";
const ROLE_ARN = "arn:aws:iam::123456789012:role/nodes";

const nodeGroup = (changes: PropertyMap): PropertyMap => ({
    clusterName: "plat",
    nodeRoleArn: ROLE_ARN,
    scalingConfig: { desiredSize: 1, maxSize: 3, minSize: 1 },
    subnetIds: ["subnet-0123456789abcdef0"],
    ...changes,
});
const role = (changes: PropertyMap): PropertyMap => ({ assumeRolePolicy: "{}", ...changes });

/** Inputs that AWS or the provider refuses: the property that is named, and what the message must say. */
const REFUSED: readonly (readonly [what: string, type: string, PropertyMap, path: string, ...RegExp[]])[] = [
    [
        "an AMI type that does not exist",
        NODE_GROUP,
        nodeGroup({ amiType: "AL2023_x86_64" }),
        "amiType",
        /"AL2023_x86_64"/,
        /AL2023_x86_64_STANDARD/,
    ],
    [
        "a capacity type that does not exist",
        NODE_GROUP,
        nodeGroup({ capacityType: "SPOTS" }),
        "capacityType",
        /Did you mean SPOT\?/,
    ],
    [
        "a retention of 42 days",
        LOG_GROUP,
        { retentionInDays: 42 },
        "retentionInDays",
        /is 42: AWS takes one of 0, 1, 3, 5, 7, 14, 30/,
    ],
    ["a role's name of 80 characters", ROLE, role({ name: "r".repeat(80) }), "name", /1 to 64 characters, not 80/],
    [
        "a node group's name of 64 characters",
        NODE_GROUP,
        nodeGroup({ nodeGroupName: "n".repeat(64) }),
        "nodeGroupName",
        /1 to 63 characters, not 64/,
    ],
    [
        "a misspelt property",
        NODE_GROUP,
        nodeGroup({ amiTypes: "CUSTOM" }),
        "amiTypes",
        /has no property 'amiTypes'. Did you mean amiType\?/,
    ],
    [
        "a misspelt nested property",
        NODE_GROUP,
        nodeGroup({ scalingConfig: { desired: 1, desiredSize: 1, maxSize: 1, minSize: 1 } }),
        "scalingConfig.desired",
        /no property 'scalingConfig.desired'. It knows desiredSize, maxSize, minSize/,
    ],
    [
        "a nested property that is missing",
        NODE_GROUP,
        nodeGroup({ scalingConfig: { maxSize: 3, minSize: 1 } }),
        "scalingConfig.desiredSize",
        /missing required property/,
    ],
    ["a list where text is wanted", ROLE, role({ name: ["a"] }), "name", /is a list: the provider takes text/],
    [
        "text where a list is wanted",
        NODE_GROUP,
        nodeGroup({ subnetIds: "subnet-0123456789abcdef0" }),
        "subnetIds",
        /the provider takes a list/,
    ],
    [
        "words where a number is wanted",
        LOG_GROUP,
        { retentionInDays: "a week" },
        "retentionInDays",
        /"a week": the provider takes a number/,
    ],
    [
        "a fraction of a node",
        NODE_GROUP,
        nodeGroup({ scalingConfig: { desiredSize: 1.5, maxSize: 3, minSize: 1 } }),
        "scalingConfig.desiredSize",
        /without a fraction/,
    ],
    [
        "the id of something else",
        NODE_GROUP,
        nodeGroup({ subnetIds: ["vpc-0123456789abcdef0"] }),
        "subnetIds[0]",
        /\^subnet-/,
    ],
    [
        "a label that EKS keeps for itself",
        NODE_GROUP,
        nodeGroup({ labels: { "kubernetes.io/role": "x" } }),
        "labels",
        /the key "kubernetes.io\/role"/,
    ],
    [
        "a taint's effect in Kubernetes' words",
        NODE_GROUP,
        nodeGroup({ taints: [{ key: "a", effect: "NoSchedule" }] }),
        "taints[0].effect",
        /NO_SCHEDULE/,
    ],
    [
        "a log type that does not exist",
        "aws:eks/cluster:Cluster",
        { roleArn: ROLE_ARN, vpcConfig: { subnetIds: [] }, enabledClusterLogTypes: ["audits"] },
        "enabledClusterLogTypes[0]",
        /Did you mean audit\?/,
    ],
    ["a VPC of /8", "aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/8" }, "cidrBlock", /"10.0.0.0\/8"/],
    ["a tag's value of 257 characters", ROLE, role({ tags: { owner: "o".repeat(257) } }), "tags.owner", /at most 256/],
    ["a document that is no JSON", ROLE, { assumeRolePolicy: "{oops" }, "assumeRolePolicy", /contains invalid JSON/],
];

describe("The simulator refuses, of a resource's inputs,", () => {
    for (const [what, type, inputs, path, ...mentions] of REFUSED) {
        it(what, () => {
            const [failure, ...more] = inputFailures(type, inputs);
            assert.deepEqual(more, []);
            assert.equal(failure?.property, path);
            for (const mention of mentions) {
                assert.match(failure?.reason ?? "", mention);
            }
        });
    }

    it("all that is wrong at once", () => {
        const inputs = nodeGroup({ amiType: "no", capacityType: "no", subnetIds: undefined });
        const paths = inputFailures(NODE_GROUP, inputs).map(({ property }) => property);
        assert.deepEqual(paths, ["amiType", "capacityType", "subnetIds"]);
    });

    it("a secret without showing it", () => {
        const inputs = role({ name: new Secret("hush hush".repeat(9)) });
        const [failure] = inputFailures(ROLE, inputs);
        assert.match(failure?.reason ?? "", /'name' is a secret: AWS takes/);
        assert.doesNotMatch(failure?.reason ?? "", /hush/);
    });

    it("nothing that is not known yet, empty, or written in another way for the same", () => {
        assert.deepEqual(inputFailures(NODE_GROUP, nodeGroup({ amiType: UNKNOWN, subnetIds: [UNKNOWN] })), []);
        assert.deepEqual(inputFailures(NODE_GROUP, nodeGroup({ amiType: "", version: null })), []);
        assert.deepEqual(inputFailures(LOG_GROUP, { retentionInDays: "7", skipDestroy: "true" }), []);
        assert.deepEqual(inputFailures(ROLE, { assumeRolePolicy: { Version: "2012-10-17" } }), []);
    });

    it("nothing of the documented alarm on a PromQL query", () => {
        const evaluationCriteria = { promqlCriteria: { query: "up == 0", pendingPeriod: 300, recoveryPeriod: 60 } };
        const inputs = { name: "down", evaluationCriteria, evaluationInterval: 60 };
        assert.deepEqual(inputFailures("aws:cloudwatch/metricAlarm:MetricAlarm", inputs), []);
    });
});

/** A place in the inputs of a type: what is known of it, and inputs that have a value there. */
interface Place {
    readonly name: string;
    readonly shape: Shape;
    inputs(value: PropertyValue): PropertyMap;
}

/** Every place of a type that has constraints; an object that stands at several is looked at once. */
function places(type: string): readonly Place[] {
    const seen = new Set<string>();
    const found: Place[] = [];
    const look = (shape: Shape, name: string, inputs: (value: PropertyValue) => PropertyMap): void => {
        found.push({ name, shape, inputs });
        if (shape.of && shape.kind === "list") {
            look(shape.of, `${name}[0]`, (value) => inputs([value]));
        }
        if (shape.of && shape.kind === "map") {
            look(shape.of, `${name}.k`, (value) => inputs({ k: value }));
        }
        if (shape.object === undefined || seen.has(shape.object)) {
            return;
        }
        seen.add(shape.object);
        lookAll(objectOf(type, shape), `${name}.`, inputs);
    };
    const lookAll = (shapes: Shapes, before: string, inputs: (value: PropertyMap) => PropertyMap): void => {
        for (const [name, shape] of Object.entries(shapes)) {
            look(shape, before + name, (value) => inputs({ [name]: value }));
        }
    };
    lookAll(catalogued(type)?.inputs ?? {}, "", (inputs) => inputs);
    return found;
}

/** Whether the value at the place, or one below it, is refused. */
function isRefused(type: string, { name, inputs }: Place, value: PropertyValue): boolean {
    return inputFailures(type, inputs(value)).some(
        ({ property, reason }) => property === name && !reason.startsWith("missing"),
    );
}

const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`, "u");

/** Some values of an arbitrary that pass; none where it has few of them. */
function some<T>(values: fc.Arbitrary<T>, passes: (value: T) => boolean): readonly T[] {
    return fc.sample(values, { numRuns: 10, seed: 1 }).filter(passes).slice(0, 5);
}

interface Edges {
    readonly inside: readonly PropertyValue[];
    readonly outside: readonly PropertyValue[];
}

/** Values just inside and just outside of a shape's constraints. */
function edges(shape: Shape): Edges {
    const { kind, enum: values } = shape;
    if (values && kind === "string") {
        return { inside: values, outside: some(fc.string({ minLength: 1 }), (text) => !values.includes(text)) };
    }
    if (values) {
        return { inside: values, outside: some(fc.integer(), (number) => !values.includes(number)) };
    }
    if (kind === "number") {
        const { inside, outside } = ends(shape.minimum, shape.maximum);
        return { inside, outside: shape.integer ? [...outside, (shape.minimum ?? 0) + 0.5] : outside };
    }
    if (kind === "list") {
        const list = (count: number) => Array.from({ length: count }, () => UNKNOWN);
        const { inside, outside } = ends(shape.minItems, shape.maxItems);
        const isCounted = (count: number) => isShort(count) && (count > 0 || shape.required === true);
        return { inside: inside.filter(isShort).map(list), outside: outside.filter(isCounted).map(list) };
    }
    return kind === "string" ? textEdges(shape) : { inside: [], outside: [] };
}

function ends(
    low: number | undefined,
    high: number | undefined,
): { inside: readonly number[]; outside: readonly number[] } {
    const given = (value: number | undefined, change: number) => (value === undefined ? [] : [value + change]);
    return { inside: [...given(low, 0), ...given(high, 0)], outside: [...given(low, -1), ...given(high, 1)] };
}

function isShort(count: number): boolean {
    return count >= 0 && count < 1000;
}

function textEdges({ pattern, minLength = 0, maxLength = Infinity }: Shape): Edges {
    const fits = ({ length }: string) => length > 0 && length >= minLength && length <= maxLength;
    const lengths = [minLength - 1, maxLength + 1].filter((length) => length > 0 && Number.isFinite(length));
    const outside = lengths.map((length) => "a".repeat(length));
    if (pattern === undefined) {
        const inside = [minLength, maxLength].filter((length) => length > 0 && Number.isFinite(length));
        return { inside: inside.map((length) => "a".repeat(length)), outside };
    }
    const anything = fc.string({ unit: "binary", minLength: 1 });
    const mismatches = some(anything, (text) => fits(text) && !whole(pattern).test(text));
    // No text can be made of patterns that look ahead or behind, or name properties of characters.
    const isPlain = !/\(\?[!<=]|\\p/.test(pattern);
    const inside = isPlain
        ? some(fc.stringMatching(whole(pattern), { size: "xsmall" }), (text) => fits(text) && whole(pattern).test(text))
        : [];
    return { inside, outside: [...outside, ...mismatches] };
}

describe("The constraints of the catalog", () => {
    for (const type of cataloguedTypes()) {
        it(`hold for ${type} just inside and just outside`, () => {
            for (const place of places(type)) {
                const { inside, outside } = edges(place.shape);
                for (const value of inside) {
                    assert.ok(!isRefused(type, place, value), `${place.name} ${JSON.stringify(value)}`);
                }
                for (const value of outside) {
                    assert.ok(isRefused(type, place, value), `${place.name} ${JSON.stringify(value)}`);
                }
            }
        });
    }
});
