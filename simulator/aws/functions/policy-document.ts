import { isMap, listAt, type PropertyMap, type PropertyValue, stringAt } from "../../../core/engine/values";
import type { AwsFunction } from ".";

/** `aws.iam.getPolicyDocument`: the JSON that the official provider renders, keys in its order. */
export const policyDocument: AwsFunction = (args) => {
    const document = {
        Version: stringAt(args, "version") ?? "2012-10-17",
        ...(args.policyId !== undefined && { Id: args.policyId }),
        Statement: override(
            [...sources(args, "sourcePolicyDocuments"), ...own(args)],
            sources(args, "overridePolicyDocuments"),
        ),
    };
    return {
        ...args,
        id: "policy-document",
        json: JSON.stringify(document, null, 2),
        minifiedJson: JSON.stringify(document),
    };
};

function own(args: PropertyMap): PropertyMap[] {
    return listAt(args, "statements").filter(isMap).map(statement);
}

function sources(args: PropertyMap, key: string): PropertyMap[] {
    return listAt(args, key).flatMap((text) => {
        const parsed = typeof text === "string" ? (JSON.parse(text) as PropertyMap) : {};
        return listAt(parsed, "Statement").filter(isMap);
    });
}

/** A statement takes the place of the one with its sid. */
function override(statements: readonly PropertyMap[], overriding: readonly PropertyMap[]): PropertyMap[] {
    const sids = new Set(overriding.flatMap(({ Sid }) => (Sid === undefined ? [] : [Sid])));
    return [...statements.filter(({ Sid }) => Sid === undefined || !sids.has(Sid)), ...overriding];
}

function statement(source: PropertyMap): PropertyMap {
    return {
        ...(source.sid !== undefined && { Sid: source.sid }),
        Effect: source.effect ?? "Allow",
        ...optional("Action", source, "actions"),
        ...optional("NotAction", source, "notActions"),
        ...optional("Resource", source, "resources"),
        ...optional("NotResource", source, "notResources"),
        ...principals("Principal", source, "principals"),
        ...principals("NotPrincipal", source, "notPrincipals"),
        ...conditions(source),
    };
}

function optional(name: string, source: PropertyMap, key: string): PropertyMap {
    const values = listAt(source, key);
    return values.length === 0 ? {} : { [name]: oneOrMany(values) };
}

function principals(name: string, source: PropertyMap, key: string): PropertyMap {
    const all = listAt(source, key).filter(isMap);
    if (all.length === 0) {
        return {};
    }
    if (all.some((principal) => principal.type === "*")) {
        return { [name]: "*" };
    }
    const byType: Record<string, PropertyValue[]> = {};
    for (const principal of all) {
        const type = stringAt(principal, "type") ?? "";
        byType[type] = [...(byType[type] ?? []), ...listAt(principal, "identifiers")];
    }
    return { [name]: Object.fromEntries(Object.entries(byType).map(([type, values]) => [type, oneOrMany(values)])) };
}

function conditions(source: PropertyMap): PropertyMap {
    const all = listAt(source, "conditions").filter(isMap);
    if (all.length === 0) {
        return {};
    }
    const byTest: Record<string, PropertyMap> = {};
    for (const condition of all) {
        const test = stringAt(condition, "test") ?? "";
        byTest[test] = {
            ...byTest[test],
            [stringAt(condition, "variable") ?? ""]: oneOrMany(listAt(condition, "values")),
        };
    }
    return { Condition: byTest };
}

function oneOrMany(values: readonly PropertyValue[]): PropertyValue {
    const [first] = values;
    return values.length === 1 && first !== undefined ? first : values;
}
