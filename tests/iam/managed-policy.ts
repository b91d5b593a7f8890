import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PolicyDocument } from "./evaluate";

interface ManagedPolicies {
    readonly policies: Readonly<Record<string, { readonly document: PolicyDocument }>>;
}

const { policies }: ManagedPolicies = JSON.parse(readFileSync(join(__dirname, "managed-policies.json"), "utf8"));
const DOCUMENTS = new Map(Object.entries(policies));

/** A policy that AWS maintains, by the last part of its ARN. */
export function managedPolicy(name: string): PolicyDocument {
    const known = DOCUMENTS.get(name);
    if (known === undefined) {
        throw new Error(`tests/iam/managed-policies.json has no ${name}: name it in managed-policies.py and run that.`);
    }
    return known.document;
}
