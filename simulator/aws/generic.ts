import type { PropertyMap, PropertyValue } from "../../core/engine/values";
import type { CatalogType, Kind } from "../../core/facts/aws/catalog";
import type { AwsContext } from "./behaviour";

/** Nothing, for each kind of output. */
const NOTHING: Readonly<Record<Kind, () => PropertyValue>> = {
    any: () => "",
    asset: () => "",
    boolean: () => false,
    json: () => "",
    list: () => [],
    map: () => ({}),
    number: () => 0,
    object: () => ({}),
    string: () => "",
};

/** Every output that always exists, with nothing in it. */
export function emptyOutputs({ outputs }: CatalogType): PropertyMap {
    return Object.fromEntries(Object.entries(outputs).map(([name, kind]) => [name, NOTHING[kind]()]));
}

/** The id of a resource of which nothing but the catalog is known: its name, or one that is made up. */
export function plainId(type: string, nameInput: string | undefined, { identity, text }: AwsContext): string {
    const name = nameInput === undefined ? "" : text(nameInput);
    return name === "" ? `${nounOf(type)}-0${identity.hex("id", 16)}` : name;
}

const HOST = /(endpoint|address|dnsName|url|host)$/i;

/** Outputs that such a resource would not leave empty: its ARN, its own id under another name, and where it can be reached. */
export function plausibleOutputs(
    type: string,
    { inputs, outputs }: CatalogType,
    context: AwsContext,
    id: string,
): PropertyMap {
    const [, service = ""] = type.split(/[:/]/);
    const arn = Object.hasOwn(inputs, "region") ? context.arn : context.globalArn;
    const found = Object.entries(outputs).flatMap(([name, kind]): readonly [string, PropertyValue][] => {
        if (kind !== "string" || Object.hasOwn(inputs, name)) {
            return [];
        }
        if (name === "arn") {
            return [[name, arn(service, `${nounOf(type)}/${id}`)]];
        }
        if (name === `${nounOf(type)}Id`) {
            return [[name, id]];
        }
        return HOST.test(name) ? [[name, `${id}.${service}.${context.region}.${context.dnsSuffix}`]] : [];
    });
    return Object.fromEntries(found);
}

/** What the type calls its resources: `serverlessCache` of `aws:elasticache/serverlessCache:ServerlessCache`. */
function nounOf(type: string): string {
    return type.split(/[:/]/)[2] ?? "";
}
