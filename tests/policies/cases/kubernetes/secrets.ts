import { object } from "../../support/resources";
import { breach, type ResourceRuleCase } from "../../support/rule-case";

/** Breaches of the rules over Secrets and what belongs in one. */
export const SECRETS_CASES: readonly ResourceRuleCase[] = [
    {
        rule: "secret-in-configmap",
        resource: object("v1", "ConfigMap", { data: { LOG_LEVEL: "info", "app.yaml": "port: 8080\nhost: web\n" } }),
        breaches: [
            breach("a password", "data.DB_PASSWORD", "hunter2"),
            breach("a private key", 'data["tls.key"]', "-----BEGIN RSA PRIVATE KEY-----\nMIIE"),
            breach("a password in a file", 'data["app.properties"]', "port=8080\nspring.datasource.password=hunter2\n"),
            breach(
                "a private key in binary data",
                "binaryData.key",
                Buffer.from("-----BEGIN PRIVATE KEY-----").toString("base64"),
            ),
            breach(
                "a private key in base64",
                "data.key",
                Buffer.from("-----BEGIN RSA PRIVATE KEY-----\nMIIE").toString("base64"),
            ),
        ],
        accepted: [
            breach("a reference in a file", 'data["app.properties"]', `spring.datasource.password=\${DB_PASSWORD}\n`),
            breach("the name of a secret", "data.SECRET_NAME", "db-credentials"),
        ],
    },
    {
        rule: "service-account-token-secret",
        resource: object("v1", "Secret", { type: "Opaque", data: { password: "aHVudGVyMg==" } }),
        breaches: [breach("a token", "type", "kubernetes.io/service-account-token")],
    },
    {
        rule: "secret-literal",
        resource: object("v1", "Secret", { type: "Opaque" }),
        breaches: [
            breach("data", "data", { password: "aHVudGVyMg==" }),
            breach("text", "stringData", { password: "hunter2" }),
            breach("data that the engine keeps closed", "data", "[secret]"),
        ],
        accepted: [breach("an empty Secret for another program to fill", "data", { password: "" })],
    },
];
