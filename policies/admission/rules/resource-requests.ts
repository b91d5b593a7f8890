import { textsOf } from "../../model/rule";
import { resourceRequests } from "../../rules/pods/resource-requests";
import { celText } from "../cel";
import { ofContainer, podCheck } from "../check";

export const resourceRequestsCheck = podCheck({
    rule: resourceRequests,
    findings: (config) =>
        textsOf(config, "resources")
            .map((resource) => {
                const [own, limit] = ["requests", "limits"].map((field) => stated(`c.?resources.?${field}`, resource));
                const ofPod = stated("variables.podSpec.?resources.?requests", resource);
                const text = ofContainer(` requests no ${resource}`);
                return `variables.regularContainers.filter(c, !${own} && !${limit} && !${ofPod}).map(c, ${text})`;
            })
            .join(" + ") || undefined,
});

function stated(quantities: string, resource: string): string {
    return `${quantities}[?${celText(resource)}].hasValue()`;
}
