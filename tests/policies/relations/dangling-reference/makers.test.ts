import assert from "node:assert/strict";
import { type Data, edit } from "../../support/edit";
import { closedRelease, editIn, without, workload } from "../support";
import { named, TEMPLATE, verdict, WHOLE } from "./whole";

describe("Dangling references to what something else makes", () => {
    it("are left open where a workload of the namespace is told the name of a Secret, and may make it", () => {
        const told = (container: Data, place = "shop") =>
            verdict([
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

    it("leave out what the configuration calls external", () => {
        const broken = editIn(WHOLE, "Deployment web", `${TEMPLATE}.imagePullSecrets[0].name`, "ecr-token");
        assert.equal(verdict(broken, { external: ["Secret/else/ecr-*"] }).found.length, 1);
        assert.deepEqual(verdict(broken, { external: ["Secret/*/ecr-*"] }).found, []);
        const unclassed = editIn(WHOLE, "PersistentVolumeClaim files", "spec.storageClassName", "shared");
        assert.equal(verdict(unclassed).found.length, 1);
        assert.deepEqual(verdict(unclassed, { external: ["StorageClass/shared"] }).found, []);
    });
});
