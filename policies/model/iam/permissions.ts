import type { Resource } from "../resource";
import type { Value } from "../value";
import { limitsCallers } from "./callers";
import type { Condition } from "./condition";

/** A resource that adds one statement to the policy of another: its `principal` may act where its conditions hold. */
type Conditions = (props: Value) => readonly Condition[];

const PERMISSIONS: Readonly<Record<string, Conditions>> = {
    "aws:lambda/permission:Permission": (props) => [
        equals("aws:sourceaccount", props.key("sourceAccount")),
        equals("aws:principalorgid", props.key("principalOrgId")),
        { operator: "arnlike", key: "aws:sourcearn", values: props.key("sourceArn") },
    ],
    "aws:lambda/layerVersionPermission:LayerVersionPermission": (props) => [
        equals("aws:principalorgid", props.key("organizationId")),
    ],
    "aws:cloudwatch/eventPermission:EventPermission": (props) => {
        const condition = props.key("condition");
        const [operator, key] = [condition.key("type").text ?? "", condition.key("key").text ?? ""];
        return [{ operator: operator.toLowerCase(), key: key.toLowerCase(), values: condition.key("value") }];
    },
};

/** Pulumi types that add a statement to another resource's policy. */
export const PERMISSION_TYPES = Object.keys(PERMISSIONS);

/** The `*` that lets strangers use another resource, where no field of the permission leaves few or may do so. */
export function strangersPermitted({ type, props }: Resource): readonly Value[] {
    const principal = props.key("principal");
    const conditions = Object.hasOwn(PERMISSIONS, type) ? PERMISSIONS[type] : undefined;
    const isForAll = conditions !== undefined && principal.text === "*";
    return isForAll && conditions(props).every((condition) => limitsCallers(condition) === "no") ? [principal] : [];
}

function equals(key: string, values: Value): Condition {
    return { operator: "stringequals", key, values };
}
