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
            breach("a password of several lines", "data.DB_PASSWORD", "hunter2\nhunter3\n"),
            breach("a password in a structure", 'data["app.yaml"]', "db:\n  password: hunter2\n"),
            breach("a password with a dollar", 'data["app.yaml"]', "password: $3cret!pass\n"),
            breach(
                "a password that a script speaks of, and does not replace",
                "data",
                {
                    "redis.conf": "requirepass hunter2\n",
                    "init.sh": 'sed -i "s/requirepass/masterauth/" /etc/redis.conf; echo $AUTH hunter2\n',
                },
                'data["redis.conf"]',
            ),
            breach("a password in a program", 'data["token.js"]', "const password = 'hunter2';\n"),
            breach(
                "a private key in base64",
                "data.key",
                Buffer.from("-----BEGIN RSA PRIVATE KEY-----\nMIIE").toString("base64"),
            ),
        ],
        accepted: [
            breach("a reference in a file", 'data["app.properties"]', `spring.datasource.password=\${DB_PASSWORD}\n`),
            breach("the name of a secret", "data.SECRET_NAME", "db-credentials"),
            breach("names of Secrets (case 001)", "data", {
                existingSecret: "my-app-secrets",
                credentialsSecret: "jaeger-creds",
            }),
            breach("a structure (case 002)", "data.values", '{\n  "token": {\n    "aud": "istio-ca"\n  }\n}\n'),
            breach("a placeholder (case 006)", "data.cni", '"k8s_auth_token": "__SERVICEACCOUNT_TOKEN__"\n'),
            breach("references by dollar (case 202)", "data", {
                "oidc.config": "issuer: https://login.example.com\nclientSecret: $oidc.login.clientSecret\n",
                "service.slack": "token: $slack-token\n",
            }),
            breach("what the script of another entry replaces", "data", {
                "redis.conf": "requirepass replace-default-auth\nmasterauth replace-default-auth\n",
                "users.yaml": 'password: "replace-user"\n',
                "init.sh": `sed -i "s/replace-default-auth/\${AUTH}/" /redis.conf\nsed -i -e "s|x|y|" \\\n  -e "s|replace-user|$USER|g" /users.yaml\n`,
            }),
            breach("programs and pages (case 204)", "data", {
                "token.js": "export const header = (t) => ({ authorization: t });\n",
                "secret.html": '<!DOCTYPE html>\n<html lang="en">\n<body>\nmembers only\n</body>\n</html>\n',
            }),
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
        accepted: [
            breach("an empty Secret for another program to fill", "data", { password: "" }),
            breach("a Secret that is encrypted", "stringData", { password: "ENC[AES256_GCM,data:abc,type:str]" }),
            breach("a Secret that a tool fills in", "data", {
                password: Buffer.from("<path:secret/shop#password>").toString("base64"),
            }),
        ],
    },
];
