import { textsOf } from "../../model/rule";
import { resourceRequests } from "../../rules/pods/resource-requests";
import { requestsNone } from "../amounts";
import { ofContainer, podCheck } from "../check";

export const resourceRequestsCheck = podCheck({
    rule: resourceRequests,
    findings: (config) =>
        textsOf(config, "resources")
            .map((resource) => {
                const isNone = `${requestsNone("c.?resources", resource)} && ${requestsNone("variables.podSpec.?resources", resource)}`;
                return `variables.regularContainers.filter(c, ${isNone}).map(c, ${ofContainer(` requests no ${resource}`)})`;
            })
            .join(" + ") || undefined,
});
