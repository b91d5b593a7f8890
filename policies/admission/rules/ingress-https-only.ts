import { INGRESS_PREFIX } from "../../model/load-balancer-annotations";
import { ingressHttpsOnly, NGINX_REDIRECTS } from "../../rules/ingress/ingress-https-only";
import { celEntry, celPattern, celText, celTexts, when } from "../cel";
import { kindCheck } from "../check";

export const ingressHttpsOnlyCheck = kindCheck({
    rule: ingressHttpsOnly,
    reads: ["metadata.annotations"],
    findings: () => {
        const ports = celEntry("variables.annotations", `${INGRESS_PREFIX}listen-ports`);
        return (
            when(
                `${ports}.matches(${celPattern(/"HTTP"\s*:/)}) && !(${celText(`${INGRESS_PREFIX}ssl-redirect`)} in variables.annotations)`,
                celText("the load balancer listens to HTTP and does not redirect"),
            ) +
            ` + ${celTexts(NGINX_REDIRECTS)}.filter(a, variables.annotations[?a].orValue("") == "false").map(a, a + " is false")`
        );
    },
});
