import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../../../core/engine/signatures";
import { type Data, edit } from "../../support/edit";
import { editIn, without } from "../support";
import { named, TEMPLATE, verdict, WHOLE } from "./whole";

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
});
