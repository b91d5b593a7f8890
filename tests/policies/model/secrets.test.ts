import assert from "node:assert/strict";
import { isFileName, secretInFile } from "../../../policies/model/secrets/files";
import { AUTHORIZATION_NAME, SECRET_HINT, SECRET_NAME, wordsOf } from "../../../policies/model/secrets/names";
import { credentialIn, secretIn } from "../../../policies/model/secrets/texts";

const DIGEST = Buffer.from("shop:hunter2").toString("base64");

/** Variables that hold a secret. */
const SECRETS: readonly (readonly [name: string, text: string])[] = [
    ["API_SECRET", '{"default": "hunter2"}'],
    ["K3S_CLUSTER_TOKEN", "etcd-cluster"],
    ["AWS_SECRET_ACCESS_KEY", "secret"],
    ["DB_PASSWORD", "PASSWORD1"],
    ["DB_PASSWORD", "HUNTER"],
    ["DB_PASSWORD", "hunter2"],
    ["dbPassword", "hunter2"],
    ["spring.datasource.password", "hunter2"],
    ["PGPASSWORD", "hunter2"],
    ["DB_PASS", "hunter2"],
    ["smtpPass", "hunter2"],
    ["ROOT_PW", "hunter2"],
    ["API_KEY", "abc"],
    ["apiKey", "abc"],
    ["AWS_SECRET_ACCESS_KEY", "abc"],
    ["GITHUB_TOKEN", "12345678"],
    ["PIN", "1234"],
    ["ADMIN_PASSWORD", "123456"],
    ["ADMIN_PASSWORD", "changeme"],
    ["SECRET", "my-super-secret"],
    ["AUTH_SECRET", "super-secret-value"],
    ["CLIENT_SECRET", "example-app-secret"],
    ["PASSWORD_SECRET", "hunter2"],
    ["DB_PASSWORD", "shop-credentials"],
    ["DB_SECRET", "Zk3p/Q9vLw2Xr7Tn5"],
    ["DB_PASSWORD", "$3cret!pass"],
    ["DB_PASSWORD", "pre$(X)"],
    ["ANY", "AKIAIOSFODNN7EXAMPLE"],
    ["ANY", "-----BEGIN OPENSSH PRIVATE KEY-----\nabc"],
    ["ANY", "amqp://shop:hunter2@queue:5672"],
    ["ANY", "redis://:hunter2@cache:6379"],
    ["ANY", `ghp_${"a".repeat(36)}`],
    ["ANY", `glpat-${"a".repeat(20)}`],
    ["ANY", `https://hooks.slack.com/services/T0000/B0000/${"x".repeat(24)}`],
    ["ANY", "Server=db;Database=shop;User Id=shop;Password=hunter2;"],
    ["ANY", 'org.apache.kafka.common.security.plain.PlainLoginModule required username="a" password="hunter2";'],
    ["DB_PASSWORD", "__Zk3!pQ9v"],
    ["PASSWORD_VALID", "hunter2"],
    ["AUTHORIZATION", "Bearer Zk3pQ9vLw2Xr7Tn5"],
    ["AUTHORIZATION", `Basic ${DIGEST}`],
    ["OTEL_EXPORTER_OTLP_HEADERS", "Authorization=Bearer Zk3pQ9vLw2Xr7Tn5"],
    ["OTEL_EXPORTER_OTLP_HEADERS", "Authorization=Basic%20Zk3pQ9vLw2Xr7Tn5"],
    ["PASSWORD1", "hunter2"],
    ["token2", "abc"],
    ["DB_SECRET2", "Zk3p/Q9vLw2Xr7Tn5"],
    ["apiKey2", "abc"],
];

/** Variables that hold none, each as some public manifest writes it. */
const OTHERS: readonly (readonly [name: string, text: string])[] = [
    ["API_SECRET", '{"default": "$(API_SECRET)", "other":"$(OTHER)"}'],
    ["ADOPT_SECRET_NAMESPACES", "default,shop"],
    ["TOKEN_TYPES", "jwt"],
    ["PASSWORD_POLICIES", "strict"],
    ["ETCD_INITIAL_CLUSTER_TOKEN", "etcd-cluster"],
    ["OAUTH2_PROXY_COOKIE_SECRET", "SECRET"],
    ["DB_PASSWORD", "DB_PASSWORD"],
    ["DB_PASSWORD", ""],
    ["DB_PASSWORD", "$(OTHER)"],
    ["DB_PASSWORD", "{{ .Values.password }}"],
    ["DB_PASSWORD", "<password>"],
    ["DB_PASSWORD", "your-password-here"],
    ["DB_PASSWORD", "REPLACE_ME"],
    ["DB_PASSWORD", "%DB_PASSWORD%"],
    // Siblings of case 006
    ["DB_PASSWORD", "__DB-PASSWORD__"],
    ["DB_PASSWORD", "%%DB_PASSWORD%%"],
    ["DB_PASSWORD", "@@DB_PASSWORD@@"],
    ["DB_PASSWORD", "##DB_PASSWORD##"],
    ["DB_PASSWORD", "~DB_PASSWORD~"],
    ["DB_PASSWORD", "((db-password))"],
    ["DB_PASSWORD", "[[DB_PASSWORD]]"],
    ["DB_PASSWORD", "$[variables.password]"],
    ["DB_PASSWORD", "%{DB_PASSWORD}"],
    ["DB_PASSWORD", "TOKEN_PLACEHOLDER"],
    ["DB_PASSWORD", "ENC(q1w2e3)"],
    ["DB_PASSWORD", "ENC[AES256_GCM,data:abc,iv:def]"],
    ["DB_PASSWORD", "ref+awsssm://shop/db"],
    ["DB_PASSWORD", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop"],
    ["DB_PASSWORD_FILE", "/run/secrets/db"],
    ["TOKEN", "/var/run/secrets/tokens/vault-token"],
    ["TOKEN", "https://login.example.com/oauth/token"],
    ["SECRET_NAME", "db"],
    ["EXISTING_SECRET", "shop-db2"],
    ["IMAGE_PULL_SECRET", "regcred"],
    ["TLS_SECRET", "ingress/shop-tls"],
    ["EXISTING_SECRET_PASSWORD_KEY", "postgres-password"],
    ["TOKEN_TTL_SECONDS", "3600"],
    ["ACCESS_TOKEN_LIFESPAN_FOR_IMPLICIT_FLOW", "900"],
    ["REQUIRE_PASSWORD", "true"],
    ["RABBITMQ_SECURE_PASSWORD", "yes"],
    ["ALLOW_EMPTY_PASSWORD", "no"],
    ["REQUIRE_TOKEN", "on"],
    ["USE_TOKEN", "1"],
    ["MAX_TOKEN", "4096"],
    ["MAX_TOKENS", "4096"],
    // Siblings of case 205
    ["IGNORE_TOKEN", "1"],
    ["WITHOUT_SECRET", "t"],
    ["SKIP_PASSWORD", "n"],
    ["TOKEN_VALIDITY", "30d"],
    ["TOKEN_RENEWAL_PERIOD", "768h"],
    // Siblings of case 001
    ["SECRET", "shop-credentials"],
    ["SECRET2", "shop-credentials"],
    ["TLS_SECRET1", "shop-tls"],
    ["TOKEN2_URL", "login"],
    ["PIN1", "gpio"],
    ["GIT_CREDENTIALS", "git-creds"],
    ["REGISTRY_CREDENTIALS", "regcred"],
    ["DB_SECRET", "postgres-credentials"],
    ["DEFAULT_SECRET", "ingress/shop"],
    ["PASSWORD_SECRET_KEY", "password"],
    ["SECRET_STORE", "vault"],
    ["PASSWORD_POLICY", "strict"],
    ["PASSTHROUGH", "all"],
    ["TLS_PASS_THROUGH", "all"],
    ["BYPASS", "localhost"],
    ["COMPASS", "north"],
    ["PGPASSWORD_FILE", "/run/secrets/db"],
    ["KEYBOARD", "qwerty"],
    ["DB_USER", "shop"],
    ["AUTHORIZATION", "Bearer $TOKEN"],
    ["AUTHORIZATION", "Bearer {{ token }}"],
    ["AUTHORIZATION", "Basic authentication"],
    ["AUTHORIZATION", "rbac"],
    ["AUTHORIZATION_MODE", "Node,RBAC"],
    ["ANY", "https://shop.example.com/a@b"],
    ["ANY", "redis://cache:6379"],
    ["ANY", `postgres://shop:\${PASSWORD}@db`],
    ["ANY", "postgres://USER:PASSWORD@HOST:5432/DB"],
    ["ANY", "mysql://%s:%s@%s/%s"],
];

/** Files with a secret in them, by name. */
const SECRET_FILES: readonly (readonly [file: string, text: string])[] = [
    ["application.properties", "port=8080\nspring.datasource.password=hunter2\n"],
    ["application.yaml", "spring:\n  datasource:\n    password: hunter2 # of the database\n"],
    ["config.json", '{"db": {"user": "shop", "password": "hunter2"}, "port": 8080}'],
    ["config.json", `{"auths": {"registry.example.com": {"auth": "${DIGEST}"}}}`],
    [".env", 'export API_TOKEN="abc"'],
    ["grafana.ini", "[security]\nadmin_user = admin\nadmin_password = hunter2\n"],
    ["redis.conf", "port 6379\nrequirepass hunter2\n"],
    ["alertmanager.yml", "global:\n  smtp_auth_password: 'hunter2'\n"],
    ["dex.yaml", "staticClients:\n- id: shop\n  secret: ZXhhbXBsZS1hcHAtc2VjcmV0\n"],
    ["dex.yaml", "connectors:\n- type: ldap\n  config:\n    bindPW: hunter2\n"],
    ["kubeconfig", "users:\n- name: me\n  user:\n    token: Zk3pQ9vLw2Xr7Tn5\n"],
    ["credentials", "[default]\naws_access_key_id = abc\naws_secret_access_key = Zk3pQ9vLw2Xr7Tn5\n"],
    ["settings.py", "DEBUG = False\nSECRET_KEY = 'django-insecure-Zk3p'\n"],
    ["config.js", "module.exports = { host: 'db', password: 'hunter2' };"],
    ["wp-config.php", "<?php\ndefine( 'DB_PASSWORD', 'hunter2' );"],
    ["tomcat-users.xml", '<tomcat-users><user username="a" password="hunter2" roles="b"/></tomcat-users>'],
    ["core-site.xml", "<property>\n<name>fs.s3a.secret.key</name>\n<value>hunter2</value>\n</property>"],
    ["settings.xml", "<server><id>a</id><password>hunter2</password></server>"],
    ["sidecar", "containers:\n- name: a\n  env:\n  - name: DB_PASSWORD\n    value: hunter2\n"],
    ["values", "app.yaml: |\n  db:\n    password: hunter2\n"],
    ["values.yaml", `secretKey: ${"Zk3pQ9vLw2".repeat(4)}\napiKey: abc\n`],
    ["values.yaml", "passwordKey: Zk3pQ9vLw2Xr7Tn5\n"],
    ["values.yaml", "password2: hunter2\n"],
    ["values.yaml", "secretKey: minio-secret\n"],
    ["values.yaml", "djangoSecretKey: django-insecure-words\n"],
    ["values.yaml", "clientSecretKey: Zk3pQ9vLw2Xr7Tn5\n"],
    ["values.yaml", "jwtSecretKey: supersecret\n"],
    ["users.yaml", "passwd: hunter2\n"],
    ["values.yaml", "rcon:\n  existingSecret: game-rcon\n  secretKey: Zk3pQ9vLw2Xr7Tn5!\n"],
    ["values.yaml", "rcon:\n  secretKey: Zk3pQ9vLw2Xr7Tn5\n"],
    ["roles.sql", "ALTER USER shop WITH password = 'Zk3pQ9vLw2Xr7Tn5';\n"],
    ["values.yaml", "labels: {secret: [Zk3pQ9vLw2Xr7Tn5]}\n"],
    ["values.yaml", "storage:\n  accessKey: Zk3pQ9vLw2Xr7Tn5\n"],
    ["values.yaml", "storage:\n  accessKey: shop\n  secretKey: Zk3pQ9vLw2Xr7Tn5\n"],
    ["values.yaml", "apiKey: api\n"],
    ["values.yaml", "apiKeySecret: Zk3pQ9vLw2Xr7Tn5\n"],
    ["values.yaml", "password: hunter2,\n"],
    ["vars.yaml", "password: !unsafe hunter2\n"],
    ["vars.yaml", "password: !!str hunter2\n"],
    ["vars.yaml", "user: !env_var DB_USER\npassword: hunter2\n"],
    ["client.properties", 'sasl.jaas.config=x.PlainLoginModule required username="a" password="hunter2";'],
];

/** Files without one, as charts and manifests of public projects have them. */
const OTHER_FILES: readonly (readonly [file: string, text: string])[] = [
    ["values", '{\n  "token": {\n    "aud": "istio-ca"\n  }\n}\n'],
    ["cni_network_config", '"k8s_auth_token": "__SERVICEACCOUNT_TOKEN__"\n'],
    ["oidc.config", "issuer: https://login.example.com\nclientSecret: $oidc.login.clientSecret\n"],
    ["service.slack", "token: $slack-token\n"],
    ["dex.config", "connectors:\n- config:\n    clientSecret: $github:client.secret\n"],
    ["config.yaml", "metrics:\n  - each: {labelsFromPath: {secret: [status, secret], user: [status, user]}}\n"],
    ["nsswitch.conf", "passwd:         compat\nshadow: files\n"],
    ["values.yaml", "rcon:\n  existingSecret: game-rcon\n  secretKey: rcon-password\n"],
    ["values.yaml", "extraSecretNamesForEnvFrom: [shop-meta]\ndriver: {existingConfigSecret: driver-config}\n"],
    ["roles.sql", "\\\\set pw `echo $PGPASSWORD`\nALTER USER shop WITH PASSWORD :'pw';\n"],
    ["storage.yaml", "s3:\n  accessKey: shop\n  secretKey: $" + "{S3_SECRET}\n"],
    ["storage", '{"s3": {"s3AccessKeyIDName": "AWS_ACCESS_KEY_ID", "s3SecretAccessKeyName": "AWS_SECRET_ACCESS_KEY"}}'],
    ["storage", '{"gcs": {"gcsCredentialFileName": "gcloud-application-credentials.json"}}'],
    ["config-tracing", 'enabled: "true"\n# credentialsSecret: "hunter2"\ncredentialsSecret: "jaeger-creds"\n'],
    ["prometheus.yml", "authorization:\n  credentials_file: /etc/token\nbearer_token_file: /var/run/token\n"],
    ["otel.yaml", `headers:\n  api-key: \${env:API_KEY}\n  authorization: Bearer \${env:TOKEN}\n`],
    ["grafana.ini", "admin_password = $__file{/etc/secrets/admin}\n"],
    ["app.properties", `spring.datasource.password=\${DB_PASSWORD}\n`],
    ["app.conf", "password = hidden\n".replace("hidden", "<set by the operator>")],
    [
        "realm.json",
        '{"accessTokenLifespanForImplicitFlow": 900, "resetPasswordAllowed": true, "passwordPolicy": "length(8)"}',
    ],
    ["schema.json", '{"properties": {"password": {"type": "string"}, "token": {"$ref": "#/token"}}}'],
    ["schema.yaml", "user: string\npassword: string\n"],
    ["en.json", '{"password": "Password", "forgotPassword": "Forgot your password?", "token": "Enter the token"}'],
    ["token.js", "export const header = (t) => ({ authorization: t });\nconst ACCESS_TOKEN = 'access_token';\n"],
    ["token.js", "const token = process.env.TOKEN;\nconst secret = config.secret;\n"],
    ["secret.html", '<input type="password" name="password" placeholder="Password" autocomplete="current-password">'],
    ["run.sh", "TOKEN=$(cat /var/run/token)\nPASSWORD=$1\nexport SECRET=`cat /s`\n"],
    ["main.py", 'token = os.environ["TOKEN"]\npassword = get_password()\n'],
    ["init.sh", "token = User.find_by('root').tokens.create(\nexport TOKEN=root-{{ .Values.password }}\n"],
    ["dex.yaml", "staticClients:\n- id: shop\n  secretEnv: OIDC_CLIENT_SECRET\n"],
    ["nginx.conf", "proxy_set_header Authorization: Bearer __TOKEN__\n"],
    ["deploy.conf", "credentials = (\n  a\n)\ntoken = <<EOF\nabc\nEOF\n"],
    ["policy.rego", "token := input.token\n"],
    ["app.yaml", "tls:\n  secret: shop-tls\nexistingSecret: shop-db\nimagePullSecrets:\n- name: regcred\n"],
    ["app.yaml", "secret:\n  secretName: shop\n  items:\n  - key: token\n    path: token\n"],
    ["app.yaml", "password: |\n"],
    ["values", '{"global": {"tls": {"passphraseKey": "passphrase"}}}'],
    ["values.yaml", 'admin:\n  existingSecret: ""\n  passwordKey: "GF_SECURITY_ADMIN_PASSWORD"\n'],
    ["values.yaml", "adminPasswordKey: adminPassword\ntokenKey: ci/API_TOKEN\nexistingSecretKey: RCON_PASSWORD\n"],
    ["values.yaml", "existingSecret: team1-7f3a-envvars\nenvFromSecret: 2fa-grafana\nauthFromSecret: shop.v2\n"],
    ["values.yaml", `existingSecret: "{{ .Release.Name }}-envvars"\nenvFromSecret: "\${NAME}-env"\n`],
    ["values.properties", "db.existingSecret=team1-7f3a\ndb.passphraseKey=PASSPHRASE\n"],
    ["values.yaml", "env:\n- secretKeyRef: shop-7f3a\n"],
    // Siblings of case 001
    [
        "values.yaml",
        "clientSecretKey: client-secret\njwtSecretKey: JWT_SECRET\ncookieSecretKey: oauth2-cookie-secret\n",
    ],
    [
        "values.yaml",
        "auth:\n  existingSecret: shop-7f3a\n  oidcClientSecretKey: clientSecret\n  tokenSecretKey: bot-token\n",
    ],
    ["values.yaml", "apiKeyKey: api-key\nsecretAccessKeyKey: rootPassword\nencryptionKeyKey: N8N_ENCRYPTION_KEY\n"],
    [
        "values.yaml",
        "apiKeySecretKey: api-key\nprivateKeySecretKey: github_app_private_key\napiKeySecret: datadog-keys\n",
    ],
    [
        "values.yaml",
        "accessKeySecretName: minio7-a1b2\nsecretAccessKeySecretRef: team/minio\npasswordSecretRefs: a7f\n",
    ],
    [
        "values.yaml",
        "clientSecretSecretName: oauth-7f3a\nclientSecretKeyRef: client-secret\ntokenSecretNamespace: shop\n",
    ],
    ["recyclarr.yml", "sonarr:\n  api_key: !env_var SONARR_API_KEY\n  token: !secret sonarr\n"],
    ["vars.yaml", "password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  3132\ntoken: !env TOKEN\n"],
    ["app.conf.yaml", "token: __TOKEN__,\nport: 1\n"],
    ["template", "password: {{ .Values.password | quote }}\ntoken: {{ .Values.token }}\n"],
    ["notes", "a: 1\n# password: hunter2\npassword:\n"],
    ["loop", "a: &a\n  - *a\npassword: $X\n"],
];

/** As the rule reads a file. */
const inFile = (text: string, file: string) => credentialIn("", text) ?? secretInFile(text, file);

describe("A secret", () => {
    for (const [name, text] of SECRETS) {
        it(`is seen in ${name}=${text.slice(0, 40)}`, () => {
            assert.notEqual(secretIn(name, text), undefined);
        });
    }

    for (const [name, text] of OTHERS) {
        it(`is not seen in ${name}=${text}`, () => {
            assert.equal(secretIn(name, text), undefined);
        });
    }

    for (const [file, text] of SECRET_FILES) {
        it(`is seen in the file ${file}: ${JSON.stringify(text.slice(0, 60))}`, () => {
            assert.notEqual(inFile(text, file), undefined);
        });
    }

    for (const [file, text] of OTHER_FILES) {
        it(`is not seen in the file ${file}: ${JSON.stringify(text.slice(0, 60))}`, () => {
            assert.equal(inFile(text, file), undefined);
        });
    }

    for (const ending of [
        "token.js.map",
        "secret.xhtml",
        "password.hbs",
        "token.swift",
        "pin.vue",
        "reset-password.bat",
    ]) {
        it(`is not in the name of the file ${ending} (sibling of case 204)`, () => {
            assert(isFileName(ending));
        });
    }

    for (const name of ["password.txt", "token.key", "secret", "db.password"]) {
        it(`may be what the entry ${name} is as a whole (case 204)`, () => {
            assert(!isFileName(name));
        });
    }

    it("has a name in which the guard's first look finds something", () => {
        for (const [name] of SECRETS) {
            const words = wordsOf(name);
            assert.equal(
                SECRET_HINT.test(words) || !(SECRET_NAME.test(words) || AUTHORIZATION_NAME.test(words)),
                true,
                name,
            );
        }
        for (const words of SECRET_NAME.source.split(/[|()]+/).filter((part) => /^[a-z]{2}[a-z ]*$/.test(part))) {
            assert.match(words, SECRET_HINT);
        }
    });

    it("is never part of the reason", () => {
        assert.doesNotMatch(secretIn("DB_PASSWORD", "hunter2") ?? "", /hunter2/);
    });
});
