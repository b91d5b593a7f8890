import { isObject } from "../../core/data";

/** What a field of the Kubernetes API may hold. */
export interface FieldType {
    readonly accepts: (value: unknown) => boolean;
    /** For messages: what belongs there. */
    readonly wanted: string;
    /** Type of the elements of a list. */
    readonly item?: FieldType;
    /** Type of a field; none for one that no version knows. */
    readonly field?: (name: string) => FieldType | undefined;
}

/** A generated model of the Kubernetes client, as far as types go. */
interface Model {
    readonly getAttributeTypeMap: () => readonly {
        readonly baseName: string;
        readonly type: string;
        readonly format: string;
    }[];
}

const loaded = new Map<string, FieldType | undefined>();

/**
 * The type of a model of the official client, which is generated from the API that the API server serves. Models are
 * loaded one by one when they are first asked for: all of them take half a second.
 *
 * @param name for example `V1Deployment`
 * @returns `undefined` where the client has no such model
 */
export function typeOfModel(name: string): FieldType | undefined {
    if (!loaded.has(name)) {
        loaded.set(name, readModel(name));
    }
    return loaded.get(name);
}

function readModel(name: string): FieldType | undefined {
    const model = /^[A-Za-z0-9]+$/.test(name) ? requireModel(name) : undefined;
    if (model === undefined) {
        return undefined;
    }
    const attributes = new Map(model.getAttributeTypeMap().map((attribute) => [attribute.baseName, attribute]));
    const fields = new Map<string, FieldType | undefined>();
    return {
        ...OBJECT,
        field: (field) => {
            const attribute = attributes.get(field);
            if (attribute !== undefined && !fields.has(field)) {
                const { type, format } = attribute;
                const isQuantity = QUANTITIES.get(name.replace(VERSION, ""))?.includes(field) ?? false;
                fields.set(field, typeOf(isQuantity ? type.replace(/(?<!key: )string/, "Quantity") : type, format));
            }
            return fields.get(field);
        },
    };
}

function requireModel(name: string): Model | undefined {
    try {
        const exported = require(`@kubernetes/client-node/dist/gen/models/${name}.js`) as Record<
            string,
            Partial<Model>
        >;
        const model = exported[name];
        return model?.getAttributeTypeMap === undefined
            ? undefined
            : { getAttributeTypeMap: model.getAttributeTypeMap };
    } catch {
        return undefined;
    }
}

function isWhole(value: unknown, limit: number): boolean {
    return Number.isInteger(value) && Number(value) >= -limit && Number(value) < limit;
}

const OBJECT: FieldType = { accepts: isObject, wanted: "an object" };
const TEXT: FieldType = { accepts: (value) => typeof value === "string", wanted: "text" };
const INT32: FieldType = { accepts: (value) => isWhole(value, 2 ** 31), wanted: "a whole number of 32 bits" };

const SIMPLE: ReadonlyMap<string, FieldType> = new Map([
    ["string", TEXT],
    ["Date", TEXT],
    ["V1MicroTime", TEXT],
    ["boolean", { accepts: (value) => typeof value === "boolean", wanted: "true or false" }],
    ["number", { accepts: (value) => typeof value === "number", wanted: "a number" }],
    ["number int32", INT32],
    ["number int64", { accepts: (value) => isWhole(value, 2 ** 63), wanted: "a whole number" }],
    [
        "IntOrString",
        { accepts: (value) => TEXT.accepts(value) || INT32.accepts(value), wanted: "a whole number or text" },
    ],
    ["Quantity", { accepts: (value) => TEXT.accepts(value) || typeof value === "number", wanted: "a quantity" }],
]);

function typeOf(type: string, format: string): FieldType | undefined {
    const [, element] = /^(?:Array|Set)<(.+)>$/.exec(type) ?? [];
    if (element !== undefined) {
        const item = typeOf(element, format);
        return { accepts: Array.isArray, wanted: "a list", ...(item !== undefined && { item }) };
    }
    const [, entry] = /^\{ \[key: string\]: (.+); \}$/.exec(type) ?? [];
    if (entry !== undefined) {
        const value = typeOf(entry, format);
        return { ...OBJECT, field: () => value };
    }
    return SIMPLE.get(`${type} ${format}`) ?? SIMPLE.get(type) ?? typeOfModel(type);
}

const VERSION = /^V\d+((alpha|beta)\d+)?/;

/**
 * Fields that hold quantities, by the kind of their object. The client has them as text; the API takes numbers too.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/api/openapi-spec/swagger.json
 */
const QUANTITIES: ReadonlyMap<string, readonly string[]> = new Map([
    ["CSIStorageCapacity", ["capacity", "maximumVolumeSize"]],
    ["CapacityRequestPolicy", ["default", "validValues"]],
    ["CapacityRequestPolicyRange", ["max", "min", "step"]],
    ["CapacityRequirements", ["requests"]],
    ["ContainerStatus", ["allocatedResources"]],
    ["Counter", ["value"]],
    ["DeviceCapacity", ["value"]],
    ["DeviceRequestAllocationResult", ["consumedCapacity"]],
    ["EmptyDirVolumeSource", ["sizeLimit"]],
    ["HPAScalingRules", ["tolerance"]],
    ["LimitRangeItem", ["default", "defaultRequest", "max", "maxLimitRequestRatio", "min"]],
    ["MetricTarget", ["averageValue", "value"]],
    ["MetricValueStatus", ["averageValue", "value"]],
    ["NodeStatus", ["allocatable", "capacity"]],
    ["Overhead", ["podFixed"]],
    ["PersistentVolumeClaimStatus", ["allocatedResources", "capacity"]],
    ["PersistentVolumeSpec", ["capacity"]],
    ["PodSpec", ["overhead"]],
    ["PodStatus", ["allocatedResources"]],
    ["ResourceFieldSelector", ["divisor"]],
    ["ResourceQuotaSpec", ["hard"]],
    ["ResourceQuotaStatus", ["hard", "used"]],
    ["ResourceRequirements", ["limits", "requests"]],
    ["VolumeResourceRequirements", ["limits", "requests"]],
]);
