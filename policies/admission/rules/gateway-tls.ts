import { CERTIFICATE_MAP, gatewayTls, SERVICE_TYPE, WAYPOINT } from "../../rules/gateways/gateway-tls";
import { celEntry, celText } from "../cel";
import { kindCheck } from "../check";

export const gatewayTlsCheck = kindCheck({
    rule: gatewayTls,
    reads: ["spec", "metadata.annotations"],
    findings: () => {
        const listeners = "dyn(object).spec.?listeners.orValue([])";
        const isInternal =
            `${celEntry("variables.annotations", SERVICE_TYPE)} == "ClusterIP" || ` +
            `dyn(object).spec.?gatewayClassName.orValue("") == ${celText(WAYPOINT)}`;
        const mayServeTlsElsewhere = `dyn(object).spec.?allowedListeners.?namespaces.?from.orValue("None") != "None"`;
        const hasCertificate = "l.?tls.?certificateRefs.orValue([]).size() > 0 || l.?tls.?options.hasValue()";
        return (
            `${listeners}.filter(l, l.protocol == "HTTP" && (l.?port.orValue(0) == 443 || (object.kind == "Gateway" && !(${isInternal}) && !(${mayServeTlsElsewhere}) && !${listeners}.exists(o, o.protocol in ["HTTPS", "TLS"]))))` +
            `.map(l, "the Gateway speaks HTTP and has no listener with TLS to redirect to") + ` +
            `${listeners}.filter(l, l.protocol == "HTTPS" && !dyn(object).spec.?infrastructure.?parametersRef.hasValue() && ` +
            `!(${celText(CERTIFICATE_MAP)} in variables.annotations) && l.?tls.?mode.orValue("") != "Passthrough" && !(${hasCertificate}))` +
            `.map(l, "the listener " + l.?name.orValue("") + " ends TLS and has no certificate")`
        );
    },
});
