import { finding, typeRule } from "../../model/rule";
import { isModernTlsPolicy } from "../../model/tls-policy";

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
export const listenerTls = typeRule({
    id: "listener-tls",
    title: "Load balancers speak TLS 1.2 or later, or redirect to it.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "Without TLS everyone on the way reads and changes the traffic.",
    fix: "Use HTTPS with an ELBSecurityPolicy-TLS13-1-2 policy; let the HTTP listener redirect.",
    sources: ["FSBP ELB.1", "CKV_AWS_2", "CKV_AWS_103", "AWS-0054", "AWS-0047"],
    types: ["aws:lb/listener:Listener", "aws:alb/listener:Listener"],
    *check({ props }) {
        const [protocol, port] = [props.key("protocol"), props.key("port")];
        // An Application Load Balancer takes HTTP where no protocol is named; a Gateway Load Balancer has no port.
        const isHttp = protocol.text === "HTTP" || (protocol.absent && port.isStated);
        const redirects = props
            .key("defaultActions")
            .items.every((action) => action.at("redirect.protocol").text === "HTTPS" || action.at("type").isUnknown);
        if (isHttp && port.number === 443) {
            yield finding(protocol, "the listener speaks HTTP on port 443, where its clients speak HTTPS");
        } else if (isHttp && !redirects) {
            yield finding(protocol, "the listener speaks HTTP and does not redirect to HTTPS");
        }
        const policy = props.key("sslPolicy");
        const speaksTls = protocol.text === "HTTPS" || protocol.text === "TLS";
        if (speaksTls && (policy.absent || (policy.present && !isModernTlsPolicy(policy.text ?? "")))) {
            yield finding(policy, `sslPolicy is ${policy}, which accepts TLS before 1.2`);
        }
    },
});
