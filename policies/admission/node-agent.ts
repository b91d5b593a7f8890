import { AGENT_PATHS, NODE_FIELDS } from "../model/node-agent";
import { celTexts } from "./cel";
import { asFolder } from "./host-path";

/** CEL of whether a workload is an agent of nodes outside of the system's namespaces, which no check looks at. */
export const IS_NODE_AGENT = `object.kind == "DaemonSet" && (${[
    `variables.podSpec.?priorityClassName.orValue("") == "system-node-critical"`,
    ...NODE_FIELDS.map((field) => `variables.podSpec.?${field}.orValue(false)`),
    `variables.hostPaths.exists(h, ${celTexts(AGENT_PATHS.map(asFolder))}.exists(f, h.path.startsWith(f)))`,
].join(" || ")})`;
