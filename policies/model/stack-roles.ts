import { textOf } from "./known";
import type { Resource } from "./resource";
import type { Stack } from "./stack";
import type { Value } from "./value";

const ROLE_TYPE = "aws:iam/role:Role";

/** A role by its ARN: the role, that it is none of the stack's, or that only an update can tell. */
export type RoleLookup = Resource | "foreign" | "unknown";

/** The IAM roles of a stack by their ARN. */
export class StackRoles {
    readonly roles: readonly Resource[];
    private readonly byArn = new Map<string, Resource>();
    private readonly byName = new Map<string, Resource>();
    /** Roles whose name is not known, so that every ARN may be theirs. */
    private readonly isComplete: boolean;

    constructor(stack: Stack) {
        this.roles = stack.ofType(ROLE_TYPE);
        let isComplete = true;
        for (const role of this.roles) {
            const [arn, name] = [textOf(role.props.key("arn")), textOf(role.props.key("name"))];
            if (arn !== undefined) {
                this.byArn.set(arn, role);
            } else if (name !== undefined) {
                this.byName.set(name, role);
            } else {
                isComplete = false;
            }
        }
        this.isComplete = isComplete;
    }

    find(arn: Value): RoleLookup {
        const text = textOf(arn);
        if (text === undefined) {
            return this.roles.length === 0 ? "foreign" : "unknown";
        }
        const name = text.slice(text.lastIndexOf("/") + 1);
        return this.byArn.get(text) ?? this.byName.get(name) ?? (this.isComplete ? "foreign" : "unknown");
    }
}
