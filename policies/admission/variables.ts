import { HOST_PATHS } from "./host-path";
import { isImage } from "./image-pattern";
import { IS_NODE_AGENT } from "./node-agent";
import { podAnnotationsOf, podLabelsOf, podSpecOf } from "./pod-spec";

/** A named expression of a policy, evaluated when it is first used. It may use those before it. */
export interface Variable {
    readonly name: string;
    readonly expression: string;
}

const list = (field: string) => `variables.podSpec.?${field}.orValue([])`;

/** What checks share, in the order in which they build on each other. */
const VARIABLES: readonly Variable[] = [
    { name: "annotations", expression: "dyn(object).metadata.?annotations.orValue({})" },
    { name: "labels", expression: "dyn(object).metadata.?labels.orValue({})" },
    // A role whose rules come from others by aggregation has null there.
    { name: "rules", expression: "[dyn(object).?rules.orValue([])].map(r, r == null ? [] : r)[0]" },
    { name: "podSpec", expression: podSpecOf("object") },
    { name: "podLabels", expression: podLabelsOf("object") },
    { name: "podAnnotations", expression: podAnnotationsOf("object") },
    { name: "hostPaths", expression: HOST_PATHS },
    { name: "isNodeAgent", expression: IS_NODE_AGENT },
    { name: "podSecurity", expression: "variables.podSpec.?securityContext.orValue({})" },
    { name: "mainContainers", expression: list("containers") },
    { name: "initContainers", expression: list("initContainers") },
    { name: "regularContainers", expression: "variables.initContainers + variables.mainContainers" },
    {
        name: "runningContainers",
        expression: `variables.mainContainers + variables.initContainers.filter(c, c.?restartPolicy.orValue("") == "Always")`,
    },
    { name: "containers", expression: `variables.regularContainers + ${list("ephemeralContainers")}` },
    {
        name: "imageContainers",
        expression: `variables.containers.filter(c, has(c.image) && ${isImage("c.image")})`,
    },
];

/** The variables that an expression uses, by itself or through each other. */
export function variablesOf(expression: string): readonly Variable[] {
    const used: Variable[] = [];
    for (const variable of VARIABLES.toReversed()) {
        const name = new RegExp(`variables\\.${variable.name}\\b`);
        if ([expression, ...used.map((other) => other.expression)].some((text) => name.test(text))) {
            used.unshift(variable);
        }
    }
    return used;
}
