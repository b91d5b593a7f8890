import { ProviderError } from "../../core/engine/errors";
import type { PropertyMap } from "../../core/engine/values";
import { type CatalogType, catalogued } from "../../core/facts/aws/catalog";
import type { AwsBehaviour, AwsContext } from "./behaviour";
import { behaviourOf } from "./behaviours";
import { emptyOutputs, plainId, plausibleOutputs } from "./generic";

/** Everything that the simulator knows of a resource type: what the catalog says, and what it does. */
export interface AwsType extends AwsBehaviour {
    /** What the type takes and gives, by AWS's models. */
    readonly catalog: CatalogType;
    /** Whether the type has no region. */
    readonly isGlobal: boolean;
    /** Whether the type has tags, and so reports `tagsAll`. */
    readonly isTagged: boolean;
    /** The id that a new resource gets. */
    id(context: AwsContext): string;
    /** What is reported where neither inputs nor behaviour say it. */
    fill(context: AwsContext, id: string): PropertyMap;
}

const types = new Map<string, AwsType>();

/** @throws ProviderError for a type that the catalog does not have */
export function awsType(type: string): AwsType {
    const known = types.get(type);
    if (known) {
        return known;
    }
    const catalog = catalogued(type);
    if (!catalog) {
        throw new ProviderError(
            `the simulator does not know the resource type ${type}. List it in core/facts/aws/catalog/derive/types.json and run npm run catalog.`,
        );
    }
    const behaviour = behaviourOf(type);
    const name = behaviour?.autoname ?? nameInput(catalog);
    const made: AwsType = {
        id: (context) => plainId(type, name, context),
        ...behaviour,
        ...(name !== undefined && { autoname: name }),
        catalog,
        isGlobal: !Object.hasOwn(catalog.inputs, "region"),
        isTagged: Object.hasOwn(catalog.inputs, "tags"),
        fill: (context, id) => ({
            ...emptyOutputs(catalog),
            ...(behaviour?.id === undefined && plausibleOutputs(type, catalog, context, id)),
        }),
    };
    types.set(type, made);
    return made;
}

/** The input that bears the physical name: an optional text that always exists in the end, `name` or one that can have a prefix. */
function nameInput({ inputs, outputs }: CatalogType): string | undefined {
    const isName = (name: string) => name === "name" || Object.hasOwn(inputs, `${name}Prefix`);
    return Object.entries(inputs).find(
        ([name, { kind, required }]) => kind === "string" && !required && isName(name) && Object.hasOwn(outputs, name),
    )?.[0];
}
