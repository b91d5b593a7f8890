import type { Data } from "../support/edit";
import { breach, type PodRuleCase } from "../support/rule-case";
import { COMPLIANT_CONTAINER, compliantPod } from "../support/workloads";
import { CONTAINER_CASES } from "./containers";
import { IMAGE_CASES } from "./images";
import { SCHEDULING_CASES } from "./scheduling";

const CONTAINER = "spec.containers[0]";
/** An init container that keeps running, and has no readinessProbe. */
const SIDECAR = {
    ...COMPLIANT_CONTAINER,
    name: "proxy",
    restartPolicy: "Always",
    ports: [{ containerPort: 9090 }],
    livenessProbe: { httpGet: { path: "/live", port: 9090 } },
    readinessProbe: undefined,
};

/** Breaches of the other rules over pods. */
export const POD_CASES: readonly PodRuleCase[] = [
    {
        rule: "secret-in-environment",
        // A value is judged by the name of its variable, too.
        dependsOn: [`${CONTAINER}.env[0].name`],
        breaches: [
            breach(
                "a password",
                `${CONTAINER}.env[0]`,
                { name: "DB_PASSWORD", value: "hunter2" },
                `${CONTAINER}.env[0].value`,
            ),
            breach(
                "a token",
                `${CONTAINER}.env[0]`,
                { name: "githubToken", value: "abc" },
                `${CONTAINER}.env[0].value`,
            ),
            ...["PGPASSWORD", "DB_PASS"].map((name) =>
                breach(name, `${CONTAINER}.env[0]`, { name, value: "hunter2" }, `${CONTAINER}.env[0].value`),
            ),
            breach(
                "a token for an Authorization header",
                `${CONTAINER}.env[0]`,
                { name: "AUTHORIZATION", value: "Bearer Zk3pQ9vLw2Xr7Tn5" },
                `${CONTAINER}.env[0].value`,
            ),
            breach(
                "a number that switches nothing",
                `${CONTAINER}.env[0]`,
                { name: "PIN", value: "1234" },
                `${CONTAINER}.env[0].value`,
            ),
            breach("a key by its form", `${CONTAINER}.env[0].value`, "AKIAIOSFODNN7EXAMPLE"),
            breach(
                "an access key without a secret key beside it",
                `${CONTAINER}.env`,
                [{ name: "STORAGE_ACCESS_KEY", value: "Zk3pQ9vLw2Xr7Tn5" }],
                `${CONTAINER}.env[0].value`,
            ),
            breach(
                "a secret key beside its access key",
                `${CONTAINER}.env`,
                [
                    { name: "S3_ACCESS_KEY", value: "shop" },
                    { name: "S3_SECRET_ACCESS_KEY", value: "Zk3pQ9vLw2Xr7Tn5" },
                ],
                `${CONTAINER}.env[1].value`,
            ),
            breach("a URL with a password", `${CONTAINER}.env[0].value`, "postgres://shop:hunter2@db:5432/shop"),
        ],
        accepted: [
            breach("a reference", `${CONTAINER}.env[0]`, {
                name: "DB_PASSWORD",
                valueFrom: { secretKeyRef: { name: "db", key: "password" } },
            }),
            breach("the path of a secret", `${CONTAINER}.env[0]`, { name: "PASSWORD_FILE", value: "/run/secrets/db" }),
            breach("another variable", `${CONTAINER}.env[0]`, { name: "DB_PASSWORD", value: "$(DB_SECRET)" }),
            ...["PASSTHROUGH", "PASS_THROUGH", "BYPASS", "COMPASS"].map((name) =>
                breach(name, `${CONTAINER}.env[0]`, { name, value: "north" }),
            ),
            breach("a URL without password", `${CONTAINER}.env[0].value`, "http://catalog:8080"),
            breach("an access key beside its secret key, which is a name", `${CONTAINER}.env`, [
                { name: "MINIO_ACCESS_KEY", value: "shop" },
                { name: "MINIO_SECRET_KEY", valueFrom: { secretKeyRef: { name: "minio", key: "secret" } } },
            ]),
            ...(
                [
                    ["RABBITMQ_SECURE_PASSWORD", "yes"],
                    ["ALLOW_EMPTY_PASSWORD", "no"],
                    ["REQUIRE_TOKEN", "on"],
                    ["USE_TOKEN", "1"],
                    ["MAX_TOKEN", "4096"],
                ] as const
            ).map(([name, value]) => breach(`the switch ${name} (case 205)`, `${CONTAINER}.env[0]`, { name, value })),
            breach("the name of an object", `${CONTAINER}.env[0]`, { name: "EXISTING_SECRET", value: "shop-db" }),
            breach("a header without a token", `${CONTAINER}.env[0]`, {
                name: "AUTHORIZATION",
                value: "Bearer $TOKEN",
            }),
        ],
    },
    {
        rule: "secret-in-arguments",
        breaches: [
            breach(
                "a URL with a password (case 223)",
                `${CONTAINER}.args`,
                ["postgres://app:Zk3pQ9vLw2Xr7Tn5@db:5432/app"],
                `${CONTAINER}.args[0]`,
            ),
            breach(
                "an option with its value (case 223)",
                `${CONTAINER}.args`,
                ["--user=app", "--password=Zk3pQ9vLw2Xr7Tn5"],
                `${CONTAINER}.args[1]`,
            ),
            breach(
                "an assignment in an option (sibling of case 223)",
                `${CONTAINER}.args`,
                ["--set=replicas=1,auth.password=hunter2"],
                `${CONTAINER}.args[0]`,
            ),
            breach(
                "an assignment after an option (sibling of case 223)",
                `${CONTAINER}.args`,
                ["--set", "replicas=1,auth.password=hunter2"],
                `${CONTAINER}.args[1]`,
            ),
            breach(
                "a literal of kubectl (sibling of case 223)",
                `${CONTAINER}.command`,
                ["kubectl", "create", "secret", "generic", "a", "--from-literal=password=hunter2"],
                `${CONTAINER}.command[5]`,
            ),
            breach(
                "a header of its own (sibling of case 223)",
                `${CONTAINER}.args`,
                ["curl", "-H", "X-Api-Key: Zk3pQ9vLw2Xr7Tn5", "http://a"],
                `${CONTAINER}.args[2]`,
            ),
            breach(
                "a header in a script (sibling of case 223)",
                `${CONTAINER}.args`,
                ["sh", "-c", "curl -H 'X-Api-Key: Zk3pQ9vLw2Xr7Tn5' http://a"],
                `${CONTAINER}.args[2]`,
            ),
            breach(
                "a login to a registry (sibling of case 223)",
                `${CONTAINER}.command`,
                ["sh", "-c", "docker login -u me -p hunter2 a.example.com"],
                `${CONTAINER}.command[2]`,
            ),
            breach(
                "a login to SQL Server (sibling of case 223)",
                `${CONTAINER}.command`,
                ["sqlcmd", "-S", "db", "-U", "sa", "-P", "hunter2"],
                `${CONTAINER}.command[6]`,
            ),
            breach(
                "the value of the option before",
                `${CONTAINER}.command`,
                ["redis-server", "--requirepass", "hunter2"],
                `${CONTAINER}.command[2]`,
            ),
            breach(
                "a variable of a shell",
                `${CONTAINER}.command`,
                ["sh", "-c", "PGPASSWORD=hunter2 psql -h db"],
                `${CONTAINER}.command[2]`,
            ),
            breach(
                "a header",
                `${CONTAINER}.args`,
                ["curl", "-H", "Authorization: Bearer Zk3pQ9vLw2Xr7Tn5", "http://a"],
                `${CONTAINER}.args[2]`,
            ),
            breach(
                "a login in a script",
                `${CONTAINER}.args`,
                ["-c", "curl -s -u admin:hunter2 http://search:9200"],
                `${CONTAINER}.args[1]`,
            ),
            ...(
                [
                    ["mysql -uroot -phunter2 -e 'select 1'"],
                    ["redis-cli -a hunter2 ping"],
                    ["until mongosh -u a -p hunter2; do sleep 1; done"],
                    ["sleep 1 && mysqladmin --password hunter2 ping"],
                ] as const
            ).map(([script]) => breach(script, `${CONTAINER}.args`, ["-c", script], `${CONTAINER}.args[1]`)),
            ...["livenessProbe", "readinessProbe", "startupProbe"].map((probe) =>
                breach(
                    `a password in the ${probe}`,
                    `${CONTAINER}.${probe}`,
                    { exec: { command: ["redis-cli", "--pass=hunter2", "ping"] } },
                    `${CONTAINER}.${probe}.exec.command[1]`,
                ),
            ),
            breach(
                "a password in a handler",
                `${CONTAINER}.lifecycle`,
                { preStop: { exec: { command: ["mysqladmin", "--password=hunter2", "shutdown"] } } },
                `${CONTAINER}.lifecycle.preStop.exec.command[1]`,
            ),
            breach(
                "a token in the header of a probe",
                `${CONTAINER}.readinessProbe`,
                {
                    httpGet: {
                        path: "/ready",
                        port: 8080,
                        httpHeaders: [{ name: "Authorization", value: "Bearer Zk3pQ9vLw2Xr7Tn5" }],
                    },
                },
                `${CONTAINER}.readinessProbe.httpGet.httpHeaders[0].value`,
            ),
        ],
        // Probes of other forms, or none.
        also: ["identical-probes", "liveness-probe", "readiness-probe", "probe-port"],
        accepted: [
            breach("what the kubelet fills in", `${CONTAINER}.args`, ["--password=$(DB_PASSWORD)"]),
            breach("what a shell fills in", `${CONTAINER}.args`, [
                "-c",
                'mysql --password="$DB_PASSWORD" -e "select 1"',
            ]),
            breach("an empty password among assignments of SQL", `${CONTAINER}.args`, [
                "sh",
                "-c",
                "echo \"CHANGE MASTER TO MASTER_USER='root', MASTER_PASSWORD='', MASTER_CONNECT_RETRY=10;\" | mysql",
            ]),
            breach("the token by which etcd tells clusters apart", `${CONTAINER}.args`, [
                "--initial-cluster-token=etcd-cluster",
            ]),
            breach("a file", `${CONTAINER}.args`, ["--password-file=/run/secrets/db", "--token", "/var/run/token"]),
            breach("an option without a value", `${CONTAINER}.args`, ["--require-token", "serve", "--password-stdin"]),
            breach("the name of an object", `${CONTAINER}.args`, [
                "--tls-secret=ingress/shop-tls",
                "--secret-name=shop",
            ]),
            breach("options of other programs", `${CONTAINER}.args`, [
                "-c",
                "mkdir -p data && ls -a home; psql -p 5432",
            ]),
            breach("a variable of the pod", `${CONTAINER}.args`, ["-c", "redis-cli -a $REDIS_PASSWORD ping"]),
            breach("assignments of no secret", `${CONTAINER}.args`, [
                "--from-file=token=tokens/web",
                "--selector=token=none,secret=shop-tokens",
                "--set=auth.existingSecret=shop-db,auth.password=$(PASSWORD)",
                "--feature-gates=TokenRequest=true,ServiceAccountToken=false",
                "Content-Type: application/json",
                "--header=X-Api-Key: $(API_KEY)",
            ]),
            breach("a user", `${CONTAINER}.args`, ["-u", "nobody", "--user", "1000:1000"]),
        ],
    },
    {
        rule: "database-without-password",
        dependsOn: [`${CONTAINER}.env[0].name`],
        breaches: [
            ...(
                [
                    ["MYSQL_ALLOW_EMPTY_PASSWORD", "yes"],
                    ["MARIADB_ALLOW_EMPTY_ROOT_PASSWORD", "1"],
                    ["ALLOW_EMPTY_PASSWORD", "Yes"],
                    ["POSTGRES_HOST_AUTH_METHOD", "trust"],
                    ["NEO4J_AUTH", "none"],
                ] as const
            ).map(([name, value]) =>
                breach(`${name}=${value}`, `${CONTAINER}.env[0]`, { name, value }, `${CONTAINER}.env[0].value`),
            ),
            breach(
                "an empty password beside an empty one",
                `${CONTAINER}.env`,
                [
                    { name: "MYSQL_ALLOW_EMPTY_PASSWORD", value: "yes" },
                    { name: "MYSQL_ROOT_PASSWORD", value: "" },
                    { name: "MYSQL_USER", value: "shop" },
                ],
                `${CONTAINER}.env[0].value`,
            ),
            breach("mysqld without grants", `${CONTAINER}.args`, ["--skip-grant-tables"]),
            breach("redis for everyone", `${CONTAINER}.command`, ["redis-server", "--protected-mode", "no"]),
        ],
        accepted: [
            breach("a switch that is off", `${CONTAINER}.env[0]`, { name: "ALLOW_EMPTY_PASSWORD", value: "no" }),
            breach("MySQL with a password from a Secret", `${CONTAINER}.env`, [
                { name: "MYSQL_ALLOW_EMPTY_PASSWORD", value: "yes" },
                { name: "MYSQL_ROOT_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "root" } } },
            ]),
            breach("MariaDB with a password in a file", `${CONTAINER}.env`, [
                { name: "MARIADB_ROOT_PASSWORD_FILE", value: "/run/secrets/root" },
                { name: "MARIADB_ALLOW_EMPTY_ROOT_PASSWORD", value: "1" },
            ]),
            breach("another method", `${CONTAINER}.env[0]`, {
                name: "POSTGRES_HOST_AUTH_METHOD",
                value: "scram-sha-256",
            }),
        ],
    },
    {
        rule: "resource-requests",
        breaches: [
            ...(["cpu", "memory"] as const).map((name) =>
                breach(
                    `no ${name} and no limit of it`,
                    `${CONTAINER}.resources`,
                    {
                        requests: { cpu: "1", memory: "1Gi", [name]: undefined },
                        limits: { cpu: "1", memory: "1Gi", "ephemeral-storage": "1Gi", [name]: undefined },
                    },
                    `${CONTAINER}.resources.requests.${name}`,
                ),
            ),
        ],
        // A container without request and limit lacks both.
        also: ["cpu-limit", "memory-limit"],
        accepted: [
            breach("a limit, which is a request", `${CONTAINER}.resources.requests.memory`, undefined),
            breach("limits of the pod, which are its requests", "spec", {
                resources: { limits: { cpu: "1", memory: "1Gi" } },
                containers: [{ ...COMPLIANT_CONTAINER, resources: undefined }],
            }),
            breach("requests of the pod", "spec.resources", { requests: { cpu: "1", memory: "1Gi" } }),
        ],
    },
    {
        rule: "memory-limit",
        dependsOn: [`${CONTAINER}.resources.requests.memory`],
        // A limit of zero is smaller than every request.
        also: ["resource-quantities"],
        breaches: [
            breach("no limit", `${CONTAINER}.resources.limits.memory`, undefined),
            ...["0", 0, "0Mi", "0.0", "0e3"].map((zero) =>
                breach(
                    `a limit of ${JSON.stringify(zero)}, which is none`,
                    `${CONTAINER}.resources.limits.memory`,
                    zero,
                ),
            ),
        ],
        accepted: [
            breach("a limit of the pod", "spec", {
                resources: { limits: { memory: "1Gi" } },
                containers: [{ ...COMPLIANT_CONTAINER, resources: { limits: { memory: "0" } } }],
            }),
        ],
    },
    {
        rule: "resource-requests",
        breaches: ["0", 0, "0Mi"].map((zero) =>
            breach(`a request of ${JSON.stringify(zero)}`, `${CONTAINER}.resources.requests.memory`, zero),
        ),
        accepted: [
            breach("requests of the pod beside it", "spec", {
                resources: { requests: { cpu: "1", memory: "1Gi" } },
                containers: [{ ...COMPLIANT_CONTAINER, resources: { requests: { memory: "0" } } }],
            }),
        ],
    },
    {
        rule: "resource-quantities",
        dependsOn: [`${CONTAINER}.resources.requests.memory`, `${CONTAINER}.resources.limits.memory`],
        breaches: [
            breach("no quantity", `${CONTAINER}.resources.requests.cpu`, "a lot"),
            breach("a space", `${CONTAINER}.resources.limits.memory`, "256 Mi"),
            breach("a request over its limit", `${CONTAINER}.resources.requests.memory`, "1Gi"),
            breach("one in another unit", `${CONTAINER}.resources.requests.memory`, "268436k"),
            breach("no quantity of the pod", "spec.resources.limits.memory", "much"),
            breach("a negative quantity", `${CONTAINER}.resources.requests.cpu`, -1),
        ],
        accepted: [
            breach("a number", `${CONTAINER}.resources.requests.cpu`, 0.5),
            breach("an exponent", `${CONTAINER}.resources.limits.memory`, "1e9"),
            breach("a smaller amount in another unit", `${CONTAINER}.resources.requests.memory`, "268435k"),
        ],
    },
    {
        rule: "read-only-root-filesystem",
        breaches: [
            breach("false", `${CONTAINER}.securityContext.readOnlyRootFilesystem`, false),
            breach("nothing", `${CONTAINER}.securityContext.readOnlyRootFilesystem`, undefined),
        ],
    },
    {
        rule: "service-account-token-mount",
        breaches: [breach("nothing", "spec.automountServiceAccountToken", undefined)],
        accepted: [breach("a pod that says that it uses it", "spec.automountServiceAccountToken", true)],
    },
    {
        rule: "default-service-account",
        breaches: [
            breach("nothing", "spec.serviceAccountName", undefined),
            breach("default", "spec.serviceAccountName", "default"),
            breach(
                "an empty name, which means default",
                "spec",
                { ...(compliantPod.spec as Data), serviceAccountName: "" },
                "spec.serviceAccountName",
            ),
            breach(
                "the deprecated field alone",
                "spec",
                { ...(compliantPod.spec as Data), serviceAccountName: undefined, serviceAccount: "web" },
                "spec.serviceAccount",
            ),
        ],
        accepted: [breach("both fields, as the API server writes them", "spec.serviceAccount", "web")],
    },
    {
        rule: "duplicate-env",
        breaches: [
            breach(
                "the same name twice",
                `${CONTAINER}.env`,
                [
                    { name: "A", value: "1" },
                    { name: "B", value: "2" },
                    { name: "A", value: "3" },
                ],
                `${CONTAINER}.env[2].name`,
            ),
        ],
    },
    {
        rule: "readiness-probe",
        kinds: ["Deployment", "StatefulSet", "DaemonSet", "Rollout"],
        breaches: [
            breach("no probe", `${CONTAINER}.readinessProbe`, undefined),
            breach(
                "a sidecar without probe",
                "spec.initContainers",
                [SIDECAR],
                "spec.initContainers[0].readinessProbe",
            ),
        ],
        accepted: [
            breach("a container that opens no port", `${CONTAINER}.ports`, undefined),
            breach("an init container", "spec.initContainers", [{ name: "migrate", ports: [{ containerPort: 1 }] }]),
        ],
    },
    {
        rule: "identical-probes",
        dependsOn: [`${CONTAINER}.readinessProbe.httpGet.path`, `${CONTAINER}.readinessProbe.httpGet.port`],
        breaches: [breach("the same probe", `${CONTAINER}.livenessProbe`, { httpGet: { path: "/ready", port: 8080 } })],
        accepted: [breach("another path", `${CONTAINER}.livenessProbe`, { httpGet: { path: "/live", port: 8080 } })],
    },
    {
        rule: "high-user-id",
        config: { minimum: 1000 },
        breaches: [
            breach("a user of the node", "spec.securityContext.runAsUser", 999),
            breach("a container's user", `${CONTAINER}.securityContext.runAsUser`, 1),
        ],
        accepted: [
            breach("the lowest that is accepted", `${CONTAINER}.securityContext.runAsUser`, 1000),
            breach("root, which another rule refuses", `${CONTAINER}.securityContext.runAsUser`, 0),
        ],
    },
    {
        rule: "root-group",
        breaches: [
            ...["runAsGroup", "fsGroup", "supplementalGroups[0]"].map((field) =>
                breach(`the pod's ${field}`, `spec.securityContext.${field}`, 0),
            ),
            breach("a container's group", `${CONTAINER}.securityContext.runAsGroup`, 0),
        ],
        accepted: [breach("another group", "spec.securityContext.fsGroup", 1000)],
    },
    {
        rule: "duplicate-port",
        breaches: [
            breach(
                "a name twice",
                `${CONTAINER}.ports`,
                [
                    { name: "http", containerPort: 8080 },
                    { name: "http", containerPort: 9090 },
                ],
                `${CONTAINER}.ports[1].name`,
            ),
            breach(
                "a port twice",
                `${CONTAINER}.ports`,
                [{ containerPort: 8080 }, { containerPort: 8080, protocol: "TCP" }],
                `${CONTAINER}.ports[1].containerPort`,
            ),
        ],
        accepted: [
            breach("a port of two protocols", `${CONTAINER}.ports`, [
                { name: "dns", containerPort: 53, protocol: "UDP" },
                { name: "dns-tcp", containerPort: 53 },
            ]),
        ],
    },
    {
        rule: "ssh-port",
        // The probes still ask the port that was there before.
        also: ["probe-port"],
        breaches: [breach("port 22", `${CONTAINER}.ports[0].containerPort`, 22)],
        accepted: [breach("port 2222", `${CONTAINER}.ports[0].containerPort`, 2222)],
    },
    ...IMAGE_CASES,
    ...CONTAINER_CASES,
    ...SCHEDULING_CASES,
];
