import type { PropertyMap } from "../../../core/engine/values";
import { isMap, listAt, stringAt } from "../../../core/engine/values";
import { groupBy } from "../../../core/group-by";
import type { RequestContext } from "../../iam/conditions";
import { type Caller, isAllowed, type PolicyDocument } from "../../iam/evaluate";
import { managedPolicy } from "../../iam/managed-policy";
import type { Made } from "./made";

const ROLE = "aws:iam/role:Role";

/** Types whose policy stands in a resource of its own, and the input that names the resource which it is for. */
const SEPARATE_POLICIES: Readonly<Record<string, string>> = {
    "aws:backup/vaultPolicy:VaultPolicy": "backupVaultName",
    "aws:efs/fileSystemPolicy:FileSystemPolicy": "fileSystemId",
    "aws:sqs/queuePolicy:QueuePolicy": "queueUrl",
};

/** Somebody who is none of the stack's roles. */
export interface Asker extends Caller {
    /** What it may by its own policies. @default nothing, as services and tokens */
    readonly policies?: readonly PolicyDocument[];
}

/** What is asked of the account. */
export interface Call {
    /** Who calls, or the end of the logical name of the stack's role that does. */
    readonly by: Asker | string;
    readonly actions: string | readonly string[];
    /** A resource of the stack, an ARN, or `*` where the action knows no resources. */
    readonly on: Made | string;
    /** Keys of the request besides those that every request has; undefined for one that it does not have. */
    readonly with?: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** An AWS account as a stack leaves it: who may do what in it. */
export class Account {
    private readonly byType: ReadonlyMap<string, readonly Made[]>;

    constructor(readonly resources: readonly Made[]) {
        this.byType = groupBy(resources, ({ type }) => type);
    }

    /** The resources of a type whose logical names end so. */
    all(type: string, suffix = ""): readonly Made[] {
        return (this.byType.get(type) ?? []).filter(({ name }) => name.endsWith(suffix));
    }

    /** The one resource of a type whose logical name ends so. */
    one(type: string, suffix = ""): Made {
        const [first, ...others] = this.all(type, suffix);
        if (first === undefined || others.length > 0) {
            throw new Error(`${others.length + (first ? 1 : 0)} resources of ${type} end in "${suffix}".`);
        }
        return first;
    }

    /** Twelve digits. */
    get id(): string {
        return arnOf(this.one("aws:eks/cluster:Cluster")).split(":")[4] ?? "";
    }

    get region(): string {
        return arnOf(this.one("aws:eks/cluster:Cluster")).split(":")[3] ?? "";
    }

    /** Whether every action is allowed. */
    may(call: Call): boolean {
        return [call.actions].flat().every((action) => this.allows(call, action));
    }

    /** Whether any of the actions is allowed. */
    mayAny(call: Call): boolean {
        return [call.actions].flat().some((action) => this.allows(call, action));
    }

    /** Whether the caller's own policies allow every action, on something whose own policy would leave it to them. */
    holdsRight(call: Call): boolean {
        return [call.actions].flat().every((action) => this.allows(call, action, leftTo(this.id)));
    }

    private allows({ by, on, with: more = {} }: Call, action: string, openTo?: PolicyDocument): boolean {
        const role = typeof by === "string" ? this.one(ROLE, by) : undefined;
        const caller: Asker = typeof by === "string" ? { kind: "AWS", id: arnOf(this.one(ROLE, by)) } : by;
        const resource = typeof on === "string" ? on : arnOf(on);
        // A role has its account, a bucket none.
        const account = resource.split(":")[4] || this.id;
        const request = { caller, action, resource, account, context: this.contextOf(caller, action, on, more) };
        return isAllowed(request, {
            identity: role ? this.policiesOf(role) : (caller.policies ?? []),
            resource: typeof on === "string" ? openTo : this.policyOf(on, action),
        });
    }

    private contextOf(
        caller: Caller,
        action: string,
        on: Made | string,
        more: NonNullable<Call["with"]>,
    ): RequestContext {
        const callerAccount = caller.id.split(":")[4] ?? "";
        const tags = typeof on === "string" || !isMap(on.outputs.tagsAll) ? {} : on.outputs.tagsAll;
        const keys: Readonly<Record<string, unknown>> = {
            "aws:RequestedRegion": this.region,
            "aws:SecureTransport": "true",
            "aws:ResourceAccount": this.id,
            ...(caller.kind === "AWS" && { "aws:PrincipalArn": caller.id, "aws:PrincipalAccount": callerAccount }),
            ...(caller.kind === "AWS" && action.startsWith("kms:") && { "kms:CallerAccount": callerAccount }),
            ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value])),
            ...more,
        };
        const given = Object.entries(keys).filter((entry): entry is [string, string | readonly string[]] => {
            return entry[1] !== undefined;
        });
        return new Map(given.map(([key, value]) => [key.toLowerCase(), value]));
    }

    /** An ARN in the account and region. */
    arn(service: string, resource: string): string {
        return `arn:aws:${service}:${this.region}:${this.id}:${resource}`;
    }

    /** A role of the account that the stack does not have. */
    colleague(name: string, allowed: PolicyDocument): Asker {
        return { kind: "AWS", id: `arn:aws:iam::${this.id}:role/${name}`, policies: [allowed] };
    }

    /** What a role may do: the policies in it and those that are attached. */
    private policiesOf(role: Made): readonly PolicyDocument[] {
        const isOf = (made: Made) => made.outputs.role === role.id;
        const inline = this.all("aws:iam/rolePolicy:RolePolicy")
            .filter(isOf)
            .map(({ outputs }) => parsed(stringAt(outputs, "policy")));
        const attached = this.all("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
            .filter(isOf)
            .map(({ outputs }) => {
                const arn = stringAt(outputs, "policyArn") ?? "";
                const own = this.all("aws:iam/policy:Policy").find(({ id }) => id === arn);
                return own ? parsed(stringAt(own.outputs, "policy")) : managedPolicy(arn.split("/").pop() ?? "");
            });
        return [...inline, ...attached];
    }

    private policyOf(on: Made, action: string): PolicyDocument | undefined {
        if (on.type === ROLE) {
            return action.startsWith("sts:") ? parsed(stringAt(on.outputs, "assumeRolePolicy")) : undefined;
        }
        const separate = Object.entries(SEPARATE_POLICIES).flatMap(([type, input]) =>
            this.all(type).filter(({ outputs }) => outputs[input] === on.id),
        );
        const text = stringAt((separate[0] ?? on).outputs, "policy");
        return text === undefined ? undefined : parsed(text);
    }
}

/** The policy of a key that leaves everything to its account. */
function leftTo(account: string): PolicyDocument {
    return { Statement: { Effect: "Allow", Principal: { AWS: account }, Action: "*", Resource: "*" } };
}

/** The ARN of a resource. */
export function arnOf({ urn, outputs }: Made): string {
    const arn = stringAt(outputs, "arn");
    if (arn === undefined) {
        throw new Error(`${urn} has no ARN.`);
    }
    return arn;
}

/** The texts of a list. */
export function texts(properties: PropertyMap, key: string): readonly string[] {
    return listAt(properties, key).filter((value) => typeof value === "string");
}

/** Documents by their texts: the same ones are read for many questions. */
const documents = new Map<string, PolicyDocument>();

function parsed(text = ""): PolicyDocument {
    const document: PolicyDocument = documents.get(text) ?? JSON.parse(text);
    documents.set(text, document);
    return document;
}
