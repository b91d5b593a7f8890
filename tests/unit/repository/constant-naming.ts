import { type Directive, type Expression, parseSync, type Statement, type TSType } from "oxc-parser";

/** How the name of a module's constant is written. */
export type Naming = "CONSTANT_CASE" | "camelCase";

/** A constant whose name is not written as what it holds is. */
export interface Misnamed {
    readonly name: string;
    readonly naming: Naming;
}

/** Types of the language that say of an object no more than its shape. */
const SHAPES = new Set(["Omit", "Partial", "Pick", "Readonly", "Record", "Required"]);

/** Classes of the language that hold data. */
const COLLECTIONS = new Set(["Map", "RegExp", "Set"]);

const CONSTANT_CASE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/**
 * The constants of a module whose names are not written as what they hold is. What a call, a class or another name gives may be either,
 * data or a thing: of it the syntax tells nothing.
 */
export function misnamed(file: string, source: string): readonly Misnamed[] {
    const { program, errors } = parseSync(file, source);
    if (errors.length > 0) {
        throw new Error(`${file}: ${errors.map(({ message }) => message).join("; ")}`);
    }
    return program.body.flatMap(constantsOf);
}

function constantsOf(statement: Directive | Statement): readonly Misnamed[] {
    const isExported = statement.type === "ExportNamedDeclaration";
    const declaration = isExported ? statement.declaration : statement;
    if (declaration?.type !== "VariableDeclaration" || declaration.kind !== "const") {
        return [];
    }
    return declaration.declarations.flatMap(({ id, init }) => {
        if (id.type !== "Identifier" || init === null) {
            return [];
        }
        const naming = namingOf(init, isExported, id.typeAnnotation?.typeAnnotation);
        const isConstantCase = CONSTANT_CASE.test(id.name);
        return naming === undefined || isConstantCase === (naming === "CONSTANT_CASE")
            ? []
            : [{ name: id.name, naming }];
    });
}

function namingOf(value: Expression, isExported: boolean, type: TSType | undefined): Naming | undefined {
    switch (value.type) {
        case "TSSatisfiesExpression":
            return namingOf(value.expression, isExported, value.typeAnnotation);
        case "TSAsExpression":
            return namingOf(value.expression, isExported, type);
        case "Literal":
        case "TemplateLiteral":
        case "ArrayExpression":
        case "UnaryExpression":
        case "BinaryExpression":
        case "LogicalExpression":
        case "ConditionalExpression":
            return "CONSTANT_CASE";
        case "ArrowFunctionExpression":
        case "FunctionExpression":
        case "ClassExpression":
            return "camelCase";
        case "ObjectExpression":
            return isFieldsOfSchema(value) || (isExported && isNamed(type)) ? "camelCase" : "CONSTANT_CASE";
        case "NewExpression":
            if (value.callee.type !== "Identifier" || !COLLECTIONS.has(value.callee.name)) {
                return undefined;
            }
            // An empty one is there to be filled.
            return value.arguments.length > 0 ? "CONSTANT_CASE" : "camelCase";
        case "CallExpression":
            return isSchema(value) ? "camelCase" : undefined;
        default:
            return undefined;
    }
}

/** Whether a type has a name of its own, so that what is of it stands for a thing: an add-on, a rule, a kind of workload. */
function isNamed(type: TSType | undefined): boolean {
    return type?.type === "TSTypeReference" && !(type.typeName.type === "Identifier" && SHAPES.has(type.typeName.name));
}

/** Whether an object holds schemas, made by zod on the spot. */
function isFieldsOfSchema(value: Expression): boolean {
    return (
        value.type === "ObjectExpression" &&
        value.properties.some((property) => property.type === "Property" && isSchema(property.value))
    );
}

/** Whether zod makes a value: `z.string().min(1)`. */
function isSchema(value: Expression): boolean {
    switch (value.type) {
        case "CallExpression":
            return value.callee.type !== "Super" && isSchema(value.callee);
        case "MemberExpression":
            return value.object.type !== "Super" && isSchema(value.object);
        case "Identifier":
            return value.name === "z";
        default:
            return false;
    }
}
