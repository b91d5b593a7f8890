import { ingressHost } from "../../rules/ingress/ingress-host";
import { celText, when } from "../cel";
import { kindCheck } from "../check";

export const ingressHostCheck = kindCheck({
    rule: ingressHost,
    reads: ["spec"],
    findings: () =>
        when("has(object.spec.defaultBackend)", celText("the Ingress has a default backend, which serves every host")) +
        ` + object.spec.?rules.orValue([]).filter(r, r.?host.orValue("") == "" || r.host.startsWith("*"))` +
        `.map(r, "the host is " + strings.quote(r.?host.orValue("")) + "; allowed: a full name")`,
});
