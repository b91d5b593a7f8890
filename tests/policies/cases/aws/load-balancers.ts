import { resource } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";

const loadBalancer = resource("aws:lb/loadBalancer:LoadBalancer", {
    loadBalancerType: "application",
    accessLogs: { bucket: "logs", enabled: true },
    dropInvalidHeaderFields: true,
    enableDeletionProtection: true,
});

const REDIRECT = [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }];

/** Breaches of the rules over load balancers that a program makes. */
export const LOAD_BALANCERS_CASES: readonly ResourceRuleCase[] = [
    {
        rule: "listener-tls",
        resource: resource("aws:lb/listener:Listener", {
            protocol: "HTTPS",
            sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
            defaultActions: [{ type: "forward" }],
        }),
        dependsOn: ["protocol", "defaultActions[0].type"],
        breaches: [
            breach("plain HTTP", "protocol", "HTTP"),
            breach("plain HTTP on port 443", "", { protocol: "HTTP", port: 443, defaultActions: REDIRECT }, "protocol"),
            breach(
                "no protocol, which means HTTP",
                "",
                { port: 80, defaultActions: [{ type: "forward" }] },
                "protocol",
            ),
            breach("old TLS", "sslPolicy", "ELBSecurityPolicy-2016-08"),
            breach("no policy, which means old TLS", "sslPolicy", undefined),
        ],
    },
    {
        rule: "load-balancer-logs",
        resource: loadBalancer,
        dependsOn: ["loadBalancerType"],
        breaches: [
            breach("nothing", "accessLogs", undefined, "accessLogs.enabled"),
            breach("logs switched off", "accessLogs.enabled", false),
        ],
        accepted: [breach("a gateway load balancer", "loadBalancerType", "gateway")],
    },
    {
        rule: "load-balancer-invalid-headers",
        resource: loadBalancer,
        dependsOn: ["loadBalancerType"],
        breaches: [breach("nothing", "dropInvalidHeaderFields", undefined)],
    },
    {
        rule: "load-balancer-invalid-headers",
        resource: resource("aws:lb/loadBalancer:LoadBalancer", { loadBalancerType: "network" }),
        breaches: [
            breach("an application load balancer by default", "loadBalancerType", undefined, "dropInvalidHeaderFields"),
        ],
    },
    {
        rule: "load-balancer-deletion-protection",
        resource: loadBalancer,
        breaches: [breach("nothing", "enableDeletionProtection", undefined)],
    },
];
