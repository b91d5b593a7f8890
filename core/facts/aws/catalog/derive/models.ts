import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** A value as one of AWS's models describes it. */
export interface ModelNode {
    /** As the model says it: `string`, `integer`, `list`, `array`, `json` and others. Absent where it does not. */
    readonly kind?: string;
    /** Members of an object. */
    readonly properties?: Readonly<Record<string, ModelNode>>;
    /** Items of a list, values of a map. */
    readonly items?: ModelNode;
    /** Keys of a map. */
    readonly keys?: ModelNode;
    readonly enum?: readonly (string | number)[];
    /** Regular expression, in the words of the model's own language. */
    readonly pattern?: string;
    /** Name of one of {@link Models.formats}, for example `AWS::EC2::VPC.Id`. */
    readonly format?: string;
    readonly minLength?: number;
    readonly maxLength?: number;
    readonly minimum?: number;
    readonly maximum?: number;
    readonly minItems?: number;
    readonly maxItems?: number;
    /** Of a CloudFormation type: paths of the properties that cannot be changed. */
    readonly createOnly?: readonly string[];
}

/** What models.py prints. */
export interface Models {
    /** Versions of the packages that hold the models, by name. */
    readonly versions: Readonly<Record<string, string>>;
    /** Patterns of CloudFormation's formats. */
    readonly formats: Readonly<Record<string, string>>;
    /** By CloudFormation type or operation. */
    readonly sources: Readonly<Record<string, ModelNode>>;
}

/** A description of one value: whose, and what it says. */
export interface Described {
    /** `AWS::EKS::Nodegroup` or `eks.CreateNodegroup`. */
    readonly source: string;
    /** What the source says of the value. */
    readonly node: ModelNode;
}

/**
 * Runs models.py.
 *
 * @param python interpreter that has the packages of core/facts/aws/requirements.txt
 */
export function readModels(python: string): Models {
    const output = execFileSync(python, [join(__dirname, "models.py")], { encoding: "utf8", maxBuffer: 2 ** 28 });
    return JSON.parse(output);
}

/** What the sources of a resource type say of its inputs: each from its root, or from the part that is named behind `#`. */
export function rootsOf(models: Models, sources: readonly string[]): readonly Described[] {
    return sources.map((text) => {
        const [source = "", path] = text.split("#");
        const root = models.sources[source];
        const node = root && (path === undefined ? root : nodeAt(root, path));
        if (!node) {
            throw new Error(`AWS's models have no ${text}`);
        }
        return { source, node };
    });
}

/** The node at a dotted path, whatever the case of its letters; lists on the way stand for their items. */
export function nodeAt(root: ModelNode, path: string): ModelNode | undefined {
    return path.split(".").reduce<ModelNode | undefined>((node, part) => {
        const properties = Object.entries(itemOf(node)?.properties ?? {});
        return properties.find(([name]) => name.toLowerCase() === part.toLowerCase())?.[1];
    }, root);
}

/** The items of a list, however deep; any other node itself. */
export function itemOf(node: ModelNode | undefined): ModelNode | undefined {
    return node?.kind === "list" || node?.kind === "array" ? itemOf(node.items) : node;
}

/** Whether a source is a model of CloudFormation; else it is one of AWS's API. */
export function isCloudFormation({ source }: Described): boolean {
    return source.startsWith("AWS::");
}
