import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Comment, type Node, parseSync, type TSType } from "oxc-parser";
import type { Kind, Shape, Shapes } from "../shape";

/** What the SDK declares of a resource type. */
export interface Declared {
    /** What its `Args` take, by name. */
    readonly inputs: Shapes;
    /** Outputs that are never undefined, with their kinds. */
    readonly outputs: Readonly<Record<string, Kind>>;
    /** Inputs whose documentation says that a change makes a new resource. */
    readonly documentedReplaces: readonly string[];
    /** Properties of the objects that the inputs refer to, by name. */
    readonly objects: Readonly<Record<string, Shapes>>;
}

const SDK = dirname(require.resolve("@pulumi/aws/package.json"));

const FORCES_NEW = /forces?( the)?( creation of)?( a)? new|new resource (to|will) be created|will destroy|recreat/i;

/** Reads the SDK's declarations. Those of nested objects are in one file of all services, of which each service is parsed once. */
export class Declarations {
    private readonly inputTypes = readFileSync(join(SDK, "types/input.d.ts"), "utf8");
    private readonly objects = new Map<string, ReadonlyMap<string, Members>>();

    /** @throws Error for a type that the SDK does not have */
    read(type: string): Declared {
        const [, module = "", className = ""] = type.split(":");
        const members = membersOf(readFileSync(join(SDK, `${module}.d.ts`), "utf8"));
        const args = members.get(`${className}Args`);
        const properties = members.get(className);
        if (!args || !properties) {
            throw new Error(`@pulumi/aws declares no ${type}`);
        }
        const objects: Record<string, Shapes> = {};
        this.collect(args, objects);
        return {
            inputs: shapes(args),
            outputs: Object.fromEntries(certain(properties)),
            documentedReplaces: args.flatMap(({ name, comment }) => (FORCES_NEW.test(comment) ? [name] : [])),
            objects,
        };
    }

    private collect(members: Members, found: Record<string, Shapes>): void {
        for (const name of members.flatMap(({ shape }) => objectsIn(shape))) {
            if (found[name] !== undefined) {
                continue;
            }
            const [service = "", object = ""] = name.split(".");
            const nested = this.service(service).get(object);
            if (!nested) {
                throw new Error(`@pulumi/aws declares no inputs.${name}`);
            }
            found[name] = shapes(nested);
            this.collect(nested, found);
        }
    }

    private service(name: string): ReadonlyMap<string, Members> {
        const known = this.objects.get(name);
        if (known) {
            return known;
        }
        const start = this.inputTypes.indexOf(`export declare namespace ${name} {`);
        const text = this.inputTypes.slice(start, this.inputTypes.indexOf("\n}", start) + 2);
        const members = membersOf(text);
        this.objects.set(name, members);
        return members;
    }
}

interface Member {
    readonly name: string;
    readonly shape: Shape;
    readonly comment: string;
    /** Whether an output is never undefined. */
    readonly certain: boolean;
}
type Members = readonly Member[];

/** The properties of every interface and class of a source text, by its name. */
function membersOf(source: string): ReadonlyMap<string, Members> {
    const { program, comments, errors } = parseSync("sdk.d.ts", source);
    if (errors.length > 0) {
        throw new Error(errors[0]?.message);
    }
    const found = new Map<string, Members>();
    const visit = (nodes: readonly Node[]) => {
        for (const node of nodes) {
            const declared = node.type === "ExportNamedDeclaration" && node.declaration ? node.declaration : node;
            if (declared.type === "TSModuleDeclaration" && declared.body?.type === "TSModuleBlock") {
                visit(declared.body.body);
            } else if (declared.type === "TSInterfaceDeclaration" || declared.type === "ClassDeclaration") {
                found.set(
                    declared.id?.name ?? "",
                    declared.body.body.flatMap((member) => memberOf(member, source, comments)),
                );
            }
        }
    };
    visit(program.body);
    return found;
}

function memberOf(member: Node, source: string, comments: readonly Comment[]): readonly Member[] {
    if (member.type !== "TSPropertySignature" && member.type !== "PropertyDefinition") {
        return [];
    }
    const type = member.typeAnnotation?.typeAnnotation;
    if (member.key.type !== "Identifier" || !type || (member.type === "PropertyDefinition" && member.static)) {
        return [];
    }
    const shape = shapeOf(type);
    return [
        {
            name: member.key.name,
            shape: member.optional ? shape : { ...shape, required: true },
            comment: commentBefore(member.start, source, comments),
            certain: !isOptional(type),
        },
    ];
}

function commentBefore(start: number, source: string, comments: readonly Comment[]): string {
    const comment = comments.findLast(({ end }) => end <= start);
    return comment && source.slice(comment.end, start).trim() === "" ? comment.value : "";
}

/** The kind of `pulumi.Input<T>`, or of T. */
function shapeOf(type: TSType): Shape {
    if (type.type === "TSStringKeyword") {
        return { kind: "string" };
    }
    if (type.type === "TSNumberKeyword") {
        return { kind: "number" };
    }
    if (type.type === "TSBooleanKeyword") {
        return { kind: "boolean" };
    }
    if (type.type === "TSArrayType") {
        return { kind: "list", of: shapeOf(type.elementType) };
    }
    if (type.type === "TSTypeLiteral") {
        const [member] = type.members;
        if (member?.type !== "TSIndexSignature") {
            return { kind: "any" };
        }
        return { kind: "map", of: shapeOf(member.typeAnnotation.typeAnnotation) };
    }
    if (type.type === "TSUnionType") {
        return oneOf(type.types);
    }
    if (type.type !== "TSTypeReference") {
        return { kind: "any" };
    }
    const name = qualified(type.typeName);
    const [argument] = type.typeArguments?.params ?? [];
    if (argument) {
        return shapeOf(argument);
    }
    if (name.startsWith("inputs.")) {
        return { kind: "object", object: name.slice("inputs.".length) };
    }
    if (name.startsWith("outputs.")) {
        return { kind: "object" };
    }
    if (name.startsWith("enums.") || name === "ARN") {
        return { kind: "string" };
    }
    return { kind: name.startsWith("pulumi.asset.") ? "asset" : "any" };
}

/** Enumerations of the SDK stand beside text; objects beside text are documents; resources beside text stand for their id or ARN. */
function oneOf(types: readonly TSType[]): Shape {
    const present = types.filter((type) => type.type !== "TSUndefinedKeyword");
    const [first] = present;
    if (first && present.length === 1) {
        return shapeOf(first);
    }
    const kinds = present.map(shapeOf);
    const text = kinds.find(({ kind }) => kind === "string");
    if (text && kinds.some(({ kind }) => kind === "object")) {
        return { kind: "json" };
    }
    if (kinds.every(({ kind }) => kind === "asset")) {
        return { kind: "asset" };
    }
    return text && !kinds.some(({ kind }) => kind === "list") ? text : { kind: "any" };
}

function qualified(name: Node): string {
    if (name.type === "Identifier") {
        return name.name;
    }
    return name.type === "TSQualifiedName" ? `${qualified(name.left)}.${qualified(name.right)}` : "";
}

function isOptional(type: TSType): boolean {
    if (type.type === "TSUndefinedKeyword") {
        return true;
    }
    if (type.type === "TSUnionType") {
        return type.types.some(isOptional);
    }
    return type.type === "TSTypeReference" && (type.typeArguments?.params.some(isOptional) ?? false);
}

function shapes(members: Members): Shapes {
    return Object.fromEntries(members.map(({ name, shape }) => [name, shape]));
}

function certain(members: Members): readonly (readonly [string, Kind])[] {
    return members.flatMap(({ name, shape, certain }) => (certain ? [[name, shape.kind] as const] : []));
}

function objectsIn(shape: Shape): readonly string[] {
    if (shape.object !== undefined) {
        return [shape.object];
    }
    return shape.of ? objectsIn(shape.of) : [];
}
