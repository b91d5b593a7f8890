import { REDIRECT_ACTION } from "../../model/alb-ingress";
import { AWS_CONTROLLER } from "../../model/ingress-certificates";
import { INGRESS_PREFIX } from "../../model/load-balancer-annotations";
import { ingressHttpsOnly, NGINX_REDIRECTS } from "../../rules/ingress/ingress-https-only";
import { celEntry, celPattern, celText, celTexts, when } from "../cel";
import { kindCheck } from "../check";
import { mayBeOfController } from "../ingress-class";

/** CEL of whether the rule `r` begins with an action that redirects to HTTPS. */
const BEGINS_WITH_REDIRECT =
    `r.?http.?paths.orValue([]).size() > 0 && r.http.paths[0].?path.orValue("") in ["", "/", "/*"] && ` +
    `[variables.annotations[?${celText(`${INGRESS_PREFIX}actions.`)} + r.http.paths[0].backend.?service.?name.orValue("")].orValue("")]` +
    `.exists(a, ${REDIRECT_ACTION.map((pattern) => `a.matches(${celPattern(pattern)})`).join(" && ")})`;
const RULES = "object.spec.?rules.orValue([])";
const REDIRECTS_BY_ACTION =
    `${RULES}.size() > 0 && (${RULES}.all(r, ${BEGINS_WITH_REDIRECT}) || ` +
    `[${RULES}[0]].exists(r, r.?host.orValue("") == "" && ${BEGINS_WITH_REDIRECT}))`;

export const ingressHttpsOnlyCheck = kindCheck({
    rule: ingressHttpsOnly,
    reads: ["metadata.annotations", "spec"],
    findings: () => {
        const [ports, redirect] = ["listen-ports", "ssl-redirect"].map((name) =>
            celEntry("variables.annotations", `${INGRESS_PREFIX}${name}`),
        );
        const speaksHttp = `${ports}.matches(${celPattern(/"HTTP"\s*:/)}) && ${mayBeOfController(AWS_CONTROLLER)}`;
        const isStated = (name: string) => `${celText(`${INGRESS_PREFIX}${name}`)} in variables.annotations`;
        return (
            when(
                `${speaksHttp} && !(${isStated("ssl-redirect")}) && !(${isStated("group.name")}) && !(${REDIRECTS_BY_ACTION})`,
                celText("the load balancer listens to HTTP and does not redirect"),
            ) +
            ` + ${when(
                `${speaksHttp} && ${isStated("ssl-redirect")} && ` +
                    `!(${redirect}.matches("^[0-9]+$") && ${ports}.matches(${celText('"HTTPS"\\s*:\\s*')} + ${redirect} + "[^0-9]"))`,
                celText("the load balancer redirects to a port that has no HTTPS listener"),
            )}` +
            ` + ${celTexts(NGINX_REDIRECTS)}.filter(a, variables.annotations[?a].orValue("") == "false").map(a, a + " is false")`
        );
    },
});
