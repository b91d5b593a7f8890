import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../../core/engine/signatures";
import type { RawResource } from "../../../policies/model/resource";
import { type Data, edit } from "../support/edit";
import { object } from "../support/resources";
import {
    app,
    assertUnknownsFindNothing,
    assertWrongTypesAreSurvived,
    closedRelease,
    editIn,
    judgeStack,
    namespace,
    networkPolicy,
    without,
    workload,
} from "./support";

const RULE = "dangling-reference";
const named = (apiVersion: string, kind: string, name: string, fields: Data = {}) =>
    object(apiVersion, kind, { ...fields, metadata: { name, ...(fields.metadata as Data | undefined) } });

const POD: Data = {
    serviceAccountName: "web",
    imagePullSecrets: [{ name: "registry" }],
    containers: [
        {
            name: "web",
            ports: [{ name: "http", containerPort: 8080 }],
            env: [
                { name: "A", valueFrom: { secretKeyRef: { name: "login", key: "a" } } },
                { name: "B", valueFrom: { configMapKeyRef: { name: "settings", key: "b" } } },
            ],
            envFrom: [{ secretRef: { name: "login" } }, { configMapRef: { name: "settings" } }],
        },
    ],
    volumes: [
        { name: "a", secret: { secretName: "login" } },
        { name: "b", configMap: { name: "settings" } },
        { name: "c", projected: { sources: [{ secret: { name: "login" } }, { configMap: { name: "settings" } }] } },
        { name: "d", persistentVolumeClaim: { claimName: "files" } },
        { name: "e", ephemeral: { volumeClaimTemplate: { spec: { storageClassName: "fast" } } } },
        { name: "f", csi: { driver: "files.example.com", nodePublishSecretRef: { name: "login" } } },
    ],
};
const RBAC = "rbac.authorization.k8s.io/v1";
const ingress = (service: Data) => ({
    spec: {
        rules: [{ host: "a.example.com", http: { paths: [{ path: "/", backend: { service } }] } }],
        tls: [{ secretName: "login" }],
    },
});

const mirror = () => ({ type: "RequestMirror", requestMirror: { backendRef: { name: "web", port: 80 } } });

const WHOLE: readonly RawResource[] = [
    namespace(),
    workload("Deployment", "web", {}, POD),
    workload("StatefulSet", "db", {
        serviceName: "db",
        volumeClaimTemplates: [{ metadata: { name: "data" }, spec: { storageClassName: "fast" } }],
    }),
    named("v1", "Service", "web", {
        spec: { selector: { app: "web" }, ports: [{ name: "web", port: 80, targetPort: "http" }] },
    }),
    named("v1", "Service", "db", { spec: { clusterIP: "None", selector: { app: "db" } } }),
    named("v1", "ServiceAccount", "web"),
    named("v1", "Secret", "login"),
    named("v1", "Secret", "registry"),
    named("v1", "ConfigMap", "settings"),
    named("v1", "PersistentVolumeClaim", "files", { spec: { storageClassName: "fast" } }),
    named("storage.k8s.io/v1", "StorageClass", "fast"),
    named("networking.k8s.io/v1", "Ingress", "web", ingress({ name: "web", port: { number: 80 } })),
    named("gateway.networking.k8s.io/v1", "HTTPRoute", "web", {
        spec: {
            rules: [
                {
                    backendRefs: [{ name: "web", port: 80, filters: [mirror()] }],
                    filters: [{ type: "RequestHeaderModifier", requestHeaderModifier: { remove: ["a"] } }, mirror()],
                },
            ],
        },
    }),
    named("autoscaling/v2", "HorizontalPodAutoscaler", "web", {
        spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" } },
    }),
    named("policy/v1", "PodDisruptionBudget", "web", {
        spec: { maxUnavailable: 1, selector: { matchLabels: { app: "web" } } },
    }),
    networkPolicy("web", app("web")),
    networkPolicy("default-deny", { podSelector: {} }),
    named(RBAC, "Role", "reader"),
    named(RBAC, "ClusterRole", "lister"),
    named(RBAC, "RoleBinding", "web", {
        roleRef: { kind: "Role", name: "reader" },
        subjects: [
            { kind: "ServiceAccount", name: "web" },
            { kind: "Group", name: "devs" },
        ],
    }),
    named(RBAC, "ClusterRoleBinding", "web", {
        roleRef: { kind: "ClusterRole", name: "lister" },
        subjects: [{ kind: "ServiceAccount", name: "web", namespace: "shop" }],
    }),
];
const TEMPLATE = "spec.template.spec";

/** Every place that names something, and where the fault is found if not there. */
const PLACES: readonly (readonly [which: string, path: string, value?: unknown])[] = [
    ["Deployment web", `${TEMPLATE}.serviceAccountName`],
    ["Deployment web", `${TEMPLATE}.imagePullSecrets[0].name`],
    ["Deployment web", `${TEMPLATE}.containers[0].env[0].valueFrom.secretKeyRef.name`],
    ["Deployment web", `${TEMPLATE}.containers[0].env[1].valueFrom.configMapKeyRef.name`],
    ["Deployment web", `${TEMPLATE}.containers[0].envFrom[0].secretRef.name`],
    ["Deployment web", `${TEMPLATE}.containers[0].envFrom[1].configMapRef.name`],
    ["Deployment web", `${TEMPLATE}.volumes[0].secret.secretName`],
    ["Deployment web", `${TEMPLATE}.volumes[1].configMap.name`],
    ["Deployment web", `${TEMPLATE}.volumes[2].projected.sources[0].secret.name`],
    ["Deployment web", `${TEMPLATE}.volumes[2].projected.sources[1].configMap.name`],
    ["Deployment web", `${TEMPLATE}.volumes[3].persistentVolumeClaim.claimName`],
    ["Deployment web", `${TEMPLATE}.volumes[4].ephemeral.volumeClaimTemplate.spec.storageClassName`],
    ["Deployment web", `${TEMPLATE}.volumes[5].csi.nodePublishSecretRef.name`],
    ["StatefulSet db", "spec.serviceName"],
    ["StatefulSet db", "spec.volumeClaimTemplates[0].spec.storageClassName"],
    ["PersistentVolumeClaim files", "spec.storageClassName"],
    ["Service web", "spec.selector", { app: "gone" }],
    ["Service web", "spec.ports[0].targetPort"],
    ["HTTPRoute web", "spec.rules[0].filters[1].requestMirror.backendRef.name"],
    ["HTTPRoute web", "spec.rules[0].filters[1].requestMirror.backendRef.port", 81],
    ["HTTPRoute web", "spec.rules[0].backendRefs[0].filters[0].requestMirror.backendRef.name"],
    ["Ingress web", "spec.rules[0].http.paths[0].backend.service.name"],
    ["Ingress web", "spec.rules[0].http.paths[0].backend.service.port.number", 81],
    ["Ingress web", "spec.tls[0].secretName"],
    ["HTTPRoute web", "spec.rules[0].backendRefs[0].name"],
    ["HTTPRoute web", "spec.rules[0].backendRefs[0].port", 81],
    ["HorizontalPodAutoscaler web", "spec.scaleTargetRef.name"],
    ["PodDisruptionBudget web", "spec.selector", { matchLabels: { app: "gone" } }],
    ["NetworkPolicy web", "spec.podSelector", { matchLabels: { app: "gone" } }],
    ["RoleBinding web", "roleRef.name"],
    ["RoleBinding web", "subjects[0].name"],
    ["ClusterRoleBinding web", "roleRef.name"],
    ["ClusterRoleBinding web", "subjects[0].name"],
];

const label = (which: string) => which.replace(" ", " shop/");

describe("Dangling references", () => {
    const verdict = (resources: readonly RawResource[], config = {}) => judgeStack(RULE, resources, config);

    it("are none where everything that is named exists", () => {
        assert.deepEqual(verdict(WHOLE), { found: [], open: [], messages: [] });
    });

    for (const [which, path, value = "gone"] of PLACES) {
        it(`are found in the ${which.split(" ")[0]} at ${path}`, () => {
            assert.deepEqual(verdict(editIn(WHOLE, which, path, value)).found, [`${label(which)} ${path}`]);
        });

        it(`stay undecided in the ${which.split(" ")[0]} at an unknown ${path}`, () => {
            assert.deepEqual(verdict(editIn(WHOLE, which, path, UNKNOWN)).found, []);
        });
    }

    it("are found in the members of a list", () => {
        const [, deployment] = WHOLE;
        assert(deployment);
        const broken = edit(deployment.props, `${TEMPLATE}.serviceAccountName`, "gone");
        const list = {
            type: "kubernetes:apps/v1:DeploymentList",
            props: { apiVersion: "apps/v1", kind: "DeploymentList", items: [broken] },
        };
        const found = verdict([...without(WHOLE, "Deployment web"), list]).found;
        assert.deepEqual(found, [`Deployment shop/web items[0].${TEMPLATE}.serviceAccountName`]);
    });

    it("are not found because any one value is unknown", () => assertUnknownsFindNothing(RULE, WHOLE));

    it("are looked for in manifests of wrong types, too, as all relations are", () =>
        assertWrongTypesAreSurvived(WHOLE));

    it("are named ports of another protocol", () => {
        const container = `${TEMPLATE}.containers[0].ports[0].protocol`;
        const at = ["Service shop/web spec.ports[0].targetPort"];
        assert.deepEqual(verdict(editIn(WHOLE, "Deployment web", container, "UDP")).found, at);
        assert.deepEqual(verdict(editIn(WHOLE, "Service web", "spec.ports[0].protocol", "UDP")).found, at);
        const both = editIn(
            editIn(WHOLE, "Deployment web", container, "UDP"),
            "Service web",
            "spec.ports[0].protocol",
            "UDP",
        );
        assert.deepEqual(verdict(both).found, []);
    });

    it("are budgets without a selector, which select nothing wherever they are", () => {
        const budget = (spec: Data, version = "policy/v1") => named(version, "PodDisruptionBudget", "all", { spec });
        const found = ["PodDisruptionBudget shop/all spec.selector"];
        assert.deepEqual(verdict([budget({ maxUnavailable: 1 })]).found, found);
        assert.deepEqual(verdict([budget({ maxUnavailable: 1, selector: {} }, "policy/v1beta1")]).found, found);
        assert.deepEqual(verdict([budget({ maxUnavailable: 1, selector: {} })]).found, []);
        const patch = budget({ maxUnavailable: 1 });
        assert.deepEqual(verdict([{ ...patch, type: `${patch.type}Patch` }]).found, []);
        assert.deepEqual(verdict([{ ...patch, props: { ...patch.props, spec: UNKNOWN } }]).found, []);
    });

    it("are left open where a workload of the namespace is told the name of a Secret, and may make it", () => {
        const told = (container: Data, place = "shop") =>
            judgeStack(RULE, [
                ...without(WHOLE, "Secret registry"),
                workload("Deployment", "controller", {}, { containers: [{ name: "c", ...container }] }, place),
            ]);
        const AT = "Deployment shop/web spec.template.spec.imagePullSecrets[0].name";
        for (const container of [
            { env: [{ name: "SECRET_NAME", value: "registry" }] },
            { args: ["--secret=registry"] },
            { command: ["run", "--secret", "registry"] },
        ]) {
            const { found: none, open } = told(container);
            assert.deepEqual([none, open], [[], [AT]]);
        }
        for (const other of [
            { args: ["--secret=registry-cache"] },
            { args: ["--name=registry", "registry"] },
            { env: [{ name: "USER", value: "registry" }] },
        ]) {
            assert.deepEqual(told(other).found, [AT]);
        }
        assert.deepEqual(told({ args: ["--secret=registry"] }, "else").found, [AT]);
    });

    for (const [path, field] of [
        [`${TEMPLATE}.containers[0].env[0].valueFrom.secretKeyRef`, "name"],
        [`${TEMPLATE}.containers[0].env[1].valueFrom.configMapKeyRef`, "name"],
        [`${TEMPLATE}.containers[0].envFrom[0].secretRef`, "name"],
        [`${TEMPLATE}.containers[0].envFrom[1].configMapRef`, "name"],
        [`${TEMPLATE}.volumes[0].secret`, "secretName"],
        [`${TEMPLATE}.volumes[1].configMap`, "name"],
        [`${TEMPLATE}.volumes[2].projected.sources[0].secret`, "name"],
        [`${TEMPLATE}.volumes[2].projected.sources[1].configMap`, "name"],
    ] as const) {
        it(`may be optional in ${path}`, () => {
            const found = (optional: unknown) =>
                verdict(editIn(WHOLE, "Deployment web", path, { [field]: "gone", key: "key", optional })).found;
            assert.deepEqual([found(true), found(UNKNOWN)], [[], []]);
            assert.deepEqual(
                [false, null].map(found),
                [false, null].map(() => [`Deployment shop/web ${path}.${field}`]),
            );
        });
    }

    for (const [path, name] of [
        [`${TEMPLATE}.serviceAccountName`, "default"],
        [`${TEMPLATE}.volumes[1].configMap.name`, "kube-root-ca.crt"],
        [`${TEMPLATE}.volumes[3].persistentVolumeClaim.claimName`, "data-db-0"],
        [`${TEMPLATE}.volumes[4].ephemeral.volumeClaimTemplate.spec.storageClassName`, "gp2"],
    ] as const) {
        it(`take ${name} for something that exists`, () => {
            assert.deepEqual(verdict(editIn(WHOLE, "Deployment web", path, name)).found, []);
        });
    }

    it("take the roles of Kubernetes for something that exists", () => {
        for (const name of ["view", "cluster-admin", "system:auth-delegator"]) {
            assert.deepEqual(verdict(editIn(WHOLE, "ClusterRoleBinding web", "roleRef.name", name)).found, []);
        }
    });

    for (const [what, maker] of [
        ["ExternalSecret by its name", named("external-secrets.io/v1", "ExternalSecret", "gone")],
        [
            "ExternalSecret by its target",
            named("external-secrets.io/v1", "ExternalSecret", "x", { spec: { target: { name: "gone" } } }),
        ],
        ["SealedSecret", named("bitnami.com/v1alpha1", "SealedSecret", "gone")],
        ["Certificate", named("cert-manager.io/v1", "Certificate", "x", { spec: { secretName: "gone" } })],
    ] as const) {
        it(`take the Secret of an ${what} for one that exists`, () => {
            const broken = editIn(WHOLE, "Deployment web", `${TEMPLATE}.volumes[0].secret.secretName`, "gone");
            const verdictWith = verdict([...broken, maker]);
            assert.deepEqual([verdictWith.found, verdictWith.open], [[], []]);
            const elsewhere = { ...maker, props: edit(maker.props, "metadata.namespace", "else") };
            assert.equal(verdict([...broken, elsewhere]).found.length, 1);
        });
    }

    it("take the certificate that an annotation asks for as one that exists", () => {
        const broken = editIn(WHOLE, "Ingress web", "spec.tls[0].secretName", "gone");
        const issued = editIn(broken, "Ingress web", "metadata.annotations", {
            "cert-manager.io/cluster-issuer": "public",
        });
        assert.deepEqual(verdict(issued).found, []);
    });

    it("are left open where a custom resource may make what is missing: a Secret, a ConfigMap, or what is called after it", () => {
        const custom = named("acid.zalan.do/v1", "postgresql", "db");
        const monitor = named("monitoring.coreos.com/v1", "Prometheus", "metrics");
        const broken = (path: string) => editIn(WHOLE, "Deployment web", `${TEMPLATE}.${path}`, "gone");
        for (const path of ["volumes[0].secret.secretName", "volumes[1].configMap.name"]) {
            const { found, open } = verdict([...broken(path), custom]);
            assert.deepEqual([found, open], [[], [`Deployment shop/web ${TEMPLATE}.${path}`]]);
            const elsewhere = { ...custom, props: edit(custom.props, "metadata.namespace", "else") };
            assert.equal(verdict([...broken(path), elsewhere]).found.length, 1);
        }
        assert.equal(verdict([...broken("serviceAccountName"), custom]).found.length, 1);
        const unselected = editIn(WHOLE, "Service web", "spec.selector", { app: "gone" });
        assert.equal(verdict([...unselected, custom]).found.length, 1);
        assert.equal(verdict([...unselected, monitor]).found.length, 1);
        for (const value of ["metrics", "prometheus", "db"]) {
            const operated = editIn(WHOLE, "Service web", "spec.selector", { "app.kubernetes.io/name": value });
            const { found, open } = verdict([...operated, monitor, custom]);
            assert.deepEqual([found, open], [[], ["Service shop/web spec.selector"]], value);
        }
    });

    for (const [what, maker] of [
        ["a HelmRelease of Flux (case 055)", ["helm.toolkit.fluxcd.io/v2", "HelmRelease", {}]],
        [
            "a HelmRelease of Flux for another namespace",
            ["helm.toolkit.fluxcd.io/v2", "HelmRelease", { targetNamespace: "shop" }, "flux-system"],
        ],
        [
            "a Kustomization of Flux",
            ["kustomize.toolkit.fluxcd.io/v1", "Kustomization", { path: "./deploy" }, "flux-system"],
        ],
        [
            "an Application of Argo CD (case 056)",
            ["argoproj.io/v1alpha1", "Application", { destination: { namespace: "shop" } }, "argocd"],
        ],
        [
            "an ApplicationSet of Argo CD",
            [
                "argoproj.io/v1alpha1",
                "ApplicationSet",
                { template: { spec: { destination: { namespace: "{{name}}" } } } },
                "argocd",
            ],
        ],
        ["a HelmChart of k3s", ["helm.cattle.io/v1", "HelmChart", { targetNamespace: "shop" }, "kube-system"]],
        [
            "an EnvoyProxy that names the Service (case 217)",
            [
                "gateway.envoyproxy.io/v1alpha1",
                "EnvoyProxy",
                { provider: { kubernetes: { envoyService: { name: "gone" } } } },
                "gateways",
            ],
        ],
        ["a Kafka of Strimzi called so", ["kafka.strimzi.io/v1", "Kafka", {}, "shop", "gone"]],
    ] as const) {
        it(`are left open where ${what} may make what is missing`, () => {
            const [apiVersion, kind, spec, place = "shop", name = "x"] = maker;
            const broken = editIn(WHOLE, "Ingress web", "spec.rules[0].http.paths[0].backend.service.name", "gone");
            const custom = named(apiVersion, kind, name, { spec, metadata: { namespace: place } });
            const { found, open } = verdict([...broken, custom]);
            assert.deepEqual(
                [found, open],
                [[], ["Ingress shop/web spec.rules[0].http.paths[0].backend.service.name"]],
            );
        });
    }

    it("are found beside an Application for another namespace, and beside one whose folder is read", () => {
        const broken = editIn(WHOLE, "Ingress web", "spec.rules[0].http.paths[0].backend.service.name", "gone");
        const application = (spec: Data) =>
            named("argoproj.io/v1alpha1", "Application", "x", { spec, metadata: { namespace: "argocd" } });
        const other = application({ destination: { namespace: "else" } });
        assert.equal(verdict([...broken, other]).found.length, 1);
        const own = application({ destination: { namespace: "shop" }, source: { path: "apps/shop" } });
        const origin = { file: "repo/apps/shop/x.yaml", locate: () => ({ line: 1, column: 1 }) };
        assert.equal(verdict([...broken, own]).found.length, 0);
        assert.equal(verdict([...broken.map((raw) => ({ ...raw, origin })), own]).found.length, 1);
    });

    for (const [which, path] of [
        ["Deployment web", `${TEMPLATE}.serviceAccountName`],
        ["StatefulSet db", "spec.serviceName"],
        ["Ingress web", "spec.tls[0].secretName"],
    ] as const) {
        it(`take an empty name for none, as the API server does, at ${path}`, () => {
            assert.deepEqual(verdict(editIn(WHOLE, which, path, "")), { found: [], open: [], messages: [] });
        });
    }

    it("look no claim up that a template of a StatefulSet replaces (case 228)", () => {
        const volumes = (name: string) => [{ name, persistentVolumeClaim: { claimName: "gone" } }];
        const at = `${TEMPLATE}.volumes`;
        assert.deepEqual(verdict(editIn(WHOLE, "StatefulSet db", at, volumes("data"))).found, []);
        assert.deepEqual(verdict(editIn(WHOLE, "StatefulSet db", at, volumes("other"))).found, [
            `StatefulSet shop/db ${at}[0].persistentVolumeClaim.claimName`,
        ]);
    });

    it("take use-annotation for a word of the AWS Load Balancer Controller, and find a missing action (case 216)", () => {
        const AT = "spec.rules[0].http.paths[0].backend.service.port.name";
        const action = "alb.ingress.kubernetes.io/actions.web";
        const ingressOf = (annotations: Data) =>
            editIn(
                editIn(WHOLE, "Ingress web", "spec.rules[0].http.paths[0].backend.service.port", {
                    name: "use-annotation",
                }),
                "Ingress web",
                "metadata.annotations",
                annotations,
            );
        assert.deepEqual(verdict(ingressOf({ [action]: "{}" })).found, []);
        const missing = verdict(ingressOf({}));
        assert.deepEqual(missing.found, [`Ingress shop/web ${AT}`]);
        assert.match(missing.messages.join(), /there is no annotation alb\.ingress\.kubernetes\.io\/actions\.web/);
        const rollout = (alb: Data) =>
            workload("Deployment", "web", { strategy: { canary: { trafficRouting: { alb } } } });
        const asRollout = (alb: Data): RawResource => ({
            type: "kubernetes:argoproj.io/v1alpha1:Rollout",
            props: { ...rollout(alb).props, apiVersion: "argoproj.io/v1alpha1", kind: "Rollout" },
        });
        assert.deepEqual(verdict([...ingressOf({}), asRollout({ ingress: "web" })]).found, []);
        assert.deepEqual(verdict([...ingressOf({}), asRollout({ ingresses: ["else", "web"] })]).found, []);
        assert.equal(verdict([...ingressOf({}), asRollout({ ingress: "else" })]).found.length, 1);
    });

    const forwarding = (action: unknown, port: unknown = "use-annotation") =>
        editIn(
            editIn(WHOLE, "Ingress web", "spec.rules[0].http.paths[0].backend.service.port", { name: port }),
            "Ingress web",
            "metadata.annotations",
            { "alb.ingress.kubernetes.io/actions.web": JSON.stringify(action) },
        );
    const FORWARD = 'metadata.annotations["alb.ingress.kubernetes.io/actions.web"]';

    for (const [what, action, at] of [
        [
            "a weighted target that is not there",
            {
                type: "forward",
                forwardConfig: {
                    targetGroups: [
                        { serviceName: "web", servicePort: "80", weight: 80 },
                        { serviceName: "gone", servicePort: 80, weight: 20 },
                    ],
                },
            },
            ".forwardConfig.targetGroups[1].serviceName",
        ],
        [
            "one in the keys that the documentation wrote before",
            { Type: "forward", ForwardConfig: { TargetGroups: [{ ServiceName: "gone", ServicePort: "80" }] } },
            ".ForwardConfig.TargetGroups[0].ServiceName",
        ],
        [
            "a port that the Service does not have",
            { type: "forward", forwardConfig: { targetGroups: [{ serviceName: "web", servicePort: "81" }] } },
            ".forwardConfig.targetGroups[0].servicePort",
        ],
    ] as const) {
        it(`are targets of an action of the AWS Load Balancer Controller: ${what}`, () => {
            assert.deepEqual(verdict(forwarding(action)).found, [`Ingress shop/web ${FORWARD}${at}`]);
        });
    }

    it("are no targets of an action that are there, are in AWS, or are of an action that nothing asks for", () => {
        const to = (...targetGroups: readonly Data[]) => ({ type: "forward", forwardConfig: { targetGroups } });
        for (const action of [
            to({ serviceName: "web", servicePort: "80", weight: 100 }, { serviceName: "web", servicePort: 80 }),
            to({ targetGroupARN: "arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/a/b", weight: 1 }),
            { type: "forward", targetGroupARN: "arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/a/b" },
            { type: "redirect", redirectConfig: { protocol: "HTTPS" } },
            "no action",
        ]) {
            assert.deepEqual(verdict(forwarding(action)), { found: [], open: [], messages: [] });
        }
        const other = { "alb.ingress.kubernetes.io/actions.other": JSON.stringify(to({ serviceName: "gone" })) };
        assert.deepEqual(verdict(editIn(WHOLE, "Ingress web", "metadata.annotations", other)).found, []);
    });

    it("are left open where controllers write the label on the pods that they make", () => {
        const job = object("batch/v1", "Job", {
            metadata: { name: "train" },
            spec: { template: { spec: { containers: [{ name: "train", image: "train:1" }] } } },
        });
        for (const [name, value] of [
            ["job-name", "train"],
            ["batch.kubernetes.io/job-name", "train"],
            ["statefulset.kubernetes.io/pod-name", "db-0"],
        ] as const) {
            const { found, open } = verdict([...editIn(WHOLE, "Service web", "spec.selector", { [name]: value }), job]);
            assert.deepEqual([found, open], [[], ["Service shop/web spec.selector"]]);
        }
        const beside = { "job-name": "train", app: "gone" };
        assert.deepEqual(verdict([...editIn(WHOLE, "Service web", "spec.selector", beside), job]).found, [
            "Service shop/web spec.selector",
        ]);
    });

    it("are left open for a port that a tool writes later", () => {
        const port = editIn(WHOLE, "Service web", "spec.ports[0].targetPort", "$(PORT)");
        assert.deepEqual(verdict(port).found, []);
        assert.deepEqual(verdict(port).open, ["Service shop/web spec.ports[0].targetPort"]);
    });

    it("take the name beside use-annotation for that of an action, and of no Service", () => {
        const at = "spec.rules[0].http.paths[0].backend";
        const action = (annotations: Data) =>
            editIn(
                editIn(WHOLE, "Ingress web", at, { service: { name: "forward", port: { name: "use-annotation" } } }),
                "Ingress web",
                "metadata.annotations",
                annotations,
            );
        assert.deepEqual(verdict(action({ "alb.ingress.kubernetes.io/actions.forward": "{}" })).found, []);
        assert.deepEqual(verdict(action({})).found, [`Ingress shop/web ${at}.service.port.name`]);
        const rollout = workload("Deployment", "web", {
            strategy: { canary: { trafficRouting: { alb: { ingress: "web", rootService: "forward" } } } },
        });
        const asRollout = {
            type: "kubernetes:argoproj.io/v1alpha1:Rollout",
            props: { ...rollout.props, apiVersion: "argoproj.io/v1alpha1", kind: "Rollout" },
        };
        assert.deepEqual(verdict([...action({}), asRollout]).found, []);
        const numbered = editIn(WHOLE, "Ingress web", `${at}.service.name`, "forward");
        const annotated = editIn(numbered, "Ingress web", "metadata.annotations", {
            "alb.ingress.kubernetes.io/actions.forward": "{}",
        });
        assert.deepEqual(verdict(annotated).found, [`Ingress shop/web ${at}.service.name`]);
    });

    it("are left open where a closed chart may make what is missing", () => {
        const path = `${TEMPLATE}.serviceAccountName`;
        const broken = editIn(WHOLE, "Deployment web", path, "gone");
        const chart = { type: "kubernetes:helm.sh/v4:Chart", name: "chart", urn: "urn:chart", props: {} };
        for (const maker of [closedRelease("shop"), chart]) {
            const { found, open } = verdict([...broken, maker]);
            assert.deepEqual([found, open], [[], [`Deployment shop/web ${path}`]]);
        }
        for (const other of [
            [closedRelease("else")],
            [
                { ...closedRelease("else"), urn: "urn:chart", name: "chart" },
                { ...named("v1", "ConfigMap", "x"), release: "chart", urn: "urn:other" },
            ],
            [chart, { ...named("v1", "ConfigMap", "x"), options: { parent: "urn:chart" } }],
            [closedRelease("shop"), { ...named("v1", "ConfigMap", "x"), release: "chart" }],
        ]) {
            assert.deepEqual(verdict([...broken, ...other]).found, [`Deployment shop/web ${path}`]);
        }
    });

    it("take the ServiceAccount that the values of a closed chart ask for to be there", () => {
        const broken = editIn(WHOLE, "Deployment web", `${TEMPLATE}.serviceAccountName`, "gone");
        const values = { serviceAccount: { create: true, name: "gone" } };
        const chart = (place: string) => ({
            ...closedRelease(place),
            props: { ...closedRelease(place).props, values },
        });
        assert.deepEqual(verdict([...broken, chart("shop")]), { found: [], open: [], messages: [] });
        assert.equal(verdict([...broken, chart("else")]).found.length, 1);
    });

    it("are found beside a closed chart where nothing that it makes is a cure", () => {
        const port = editIn(WHOLE, "Service web", "spec.ports[0].targetPort", "gone");
        assert.deepEqual(verdict([...port, closedRelease("shop")]).found, [
            "Service shop/web spec.ports[0].targetPort",
        ]);
        const chart = { ...closedRelease("shop"), urn: "urn:closed" };
        const other = { ...named("v1", "ConfigMap", "x"), release: "chart", urn: "urn:opened" };
        const account = editIn(WHOLE, "Deployment web", `${TEMPLATE}.serviceAccountName`, "gone");
        assert.deepEqual(verdict([...account, chart, other]).found, []);
    });

    it("are left open where the namespace is unknown, and something in the stack is in one", () => {
        const nowhere = editIn(WHOLE, "Service web", "metadata.namespace", UNKNOWN);
        const { found, open } = verdict(editIn(nowhere, "Service web", "spec.selector", { app: "gone" }));
        assert.deepEqual(
            found.filter((at) => at.startsWith("Service")),
            [],
        );
        assert(open.includes("Service web spec.selector"), open.join());
    });

    it("stay undecided where the object's own name is unknown", () => {
        const unnamed = editIn(WHOLE, "ServiceAccount web", "metadata.name", UNKNOWN);
        const { found, open } = verdict(unnamed);
        assert.deepEqual(found, []);
        assert(open.includes(`Deployment shop/web ${TEMPLATE}.serviceAccountName`));
    });

    it("stay undecided where labels are unknown, and find what is certain", () => {
        const unlabelled = editIn(WHOLE, "Deployment web", "spec.template.metadata.labels", UNKNOWN);
        assert.deepEqual(verdict(unlabelled).found, []);
        assert(verdict(unlabelled).open.includes("Service shop/web spec.selector"));
        const impossible = editIn(WHOLE, "Deployment web", "spec.template.metadata.labels", {
            app: "else",
            tier: UNKNOWN,
        });
        assert(verdict(impossible).found.includes("Service shop/web spec.selector"));
    });

    it("are not judged where another stack may hold what is named", () => {
        const elsewhere = [workload("Deployment", "web", {}, POD)];
        assert.deepEqual(verdict(elsewhere), { found: [], open: [], messages: [] });
        const lone = [named("v1", "Service", "web", { spec: { selector: { app: "web" } } })];
        assert.deepEqual(verdict(lone).found, []);
        const besides = [...lone, workload("Deployment", "other")];
        assert.deepEqual(verdict(besides).found, ["Service shop/web spec.selector"]);
    });

    it("pass Services without a selector, of ExternalName, and with ports by number", () => {
        const services = [
            named("v1", "Service", "manual", { spec: { ports: [{ port: 80, targetPort: "http" }] } }),
            named("v1", "Service", "outside", {
                spec: { type: "ExternalName", externalName: "a.example.com", selector: { app: "x" } },
            }),
            named("v1", "Service", "number", {
                spec: { selector: { app: "web" }, ports: [{ port: 80, targetPort: 9999 }] },
            }),
        ];
        assert.deepEqual(verdict([...WHOLE, ...services]).found, []);
    });

    it("leave out what the configuration calls external", () => {
        const broken = editIn(WHOLE, "Deployment web", `${TEMPLATE}.imagePullSecrets[0].name`, "ecr-token");
        assert.equal(verdict(broken, { external: ["Secret/else/ecr-*"] }).found.length, 1);
        assert.deepEqual(verdict(broken, { external: ["Secret/*/ecr-*"] }).found, []);
        const unclassed = editIn(WHOLE, "PersistentVolumeClaim files", "spec.storageClassName", "shared");
        assert.equal(verdict(unclassed).found.length, 1);
        assert.deepEqual(verdict(unclassed, { external: ["StorageClass/shared"] }).found, []);
    });
});
