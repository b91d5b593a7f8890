/**
 * What becomes of a command that the documentation shows:
 * - `run`: a test runs it, with these arguments of `platform`, and finds the text in what it prints;
 * - `heldBy`: the test that runs it among other things;
 * - `needs`: what it needs that a test does not have.
 */
export type Documented =
    | { readonly run: readonly string[]; readonly shows: RegExp; readonly exitCode?: number | "any" }
    | { readonly heldBy: string }
    | { readonly needs: string };

const ACCOUNT = { needs: "an AWS account" };
const PULUMI = { needs: "the official plugins and language host of Pulumi" };
const CHECK = { heldBy: "tests/unit/cli/check.test.ts" };
const REACH = { heldBy: "tests/engine/reach.test.ts" };
const START = { heldBy: "tests/cluster/start.test.ts" };

/** Every command of the documentation. A new one is added here with the test that runs it. */
export const DOCUMENTED: ReadonlyMap<string, Documented> = new Map<string, Documented>([
    ["npm start", START],
    ["npm run down", START],
    ["npm run platform -- local up", START],
    ["npm test", { heldBy: ".ci/run" }],
    ["npm run check", { heldBy: ".ci/run" }],
    ["npm run test:faults", { heldBy: "tests/faults/every-call.test.ts" }],
    ["npm test -- unit", { heldBy: ".ci/run" }],
    // What it exits with is what this machine lacks.
    ["npm run doctor", { run: ["doctor"], shows: /kube-apiserver/, exitCode: "any" }],
    ["npm run charts -- fetch", { heldBy: "tests/unit/cli/charts.test.ts" }],
    ["npm run charts -- fetch --from ./packages", { heldBy: "tests/unit/cli/charts.test.ts" }],
    ["npm run preview -- prod --offline", { run: ["preview", "prod", "--offline"], shows: /policies +0 violations/ }],
    ["npm run platform -- versions prod", { run: ["versions", "prod"], shows: /Kubernetes +1\.\d+/ }],
    [
        "npm run platform -- access dev --offline",
        {
            run: ["access", "dev", "--offline"],
            shows: /store-developers\n {2}in store-dev, by group store-developers >/,
        },
    ],
    ["npm run platform -- reach prod --offline", REACH],
    [
        "npm run platform -- reach prod --offline --from checkout --to orders-postgresql --port 5432",
        {
            run: ["reach", "prod", "--offline", "--from", "checkout", "--to", "orders-postgresql", "--port", "5432"],
            shows: /retail-store\/checkout may not reach retail-store\/orders-postgresql on 5432\./,
            exitCode: 2,
        },
    ],
    ["npm run platform -- reach prod --offline --since main", REACH],
    ["npm run platform -- cost prod --offline --since main", { heldBy: "tests/engine/cost.test.ts" }],
    ["npm run platform -- cost prod --offline", { heldBy: "tests/engine/cost.test.ts" }],
    ["npm run prices", { heldBy: "tests/unit/core/facts/aws-prices.test.ts" }],
    [
        "npm run preview -- prod --offline --allow-replace '*::platform-namespaces-shop-namespace'",
        { heldBy: "tests/engine/changes.test.ts" },
    ],
    ["npm run up -- prod --allow-replace '*::platform-namespaces-shop-namespace'", ACCOUNT],
    ["npm run preview -- prod --offline --since main", { heldBy: "tests/engine/change.test.ts" }],
    [
        "npm run platform -- report prod --offline --since main --output report.html",
        { heldBy: "tests/engine/report.test.ts" },
    ],
    [
        "npm run platform -- report prod --offline --output report.html --output findings.sarif",
        { heldBy: "tests/engine/report.test.ts" },
    ],
    ["npm run platform -- local status", { run: ["local", "status"], shows: /stopped/, exitCode: 1 }],
    ["npm run preview -- prod", ACCOUNT],
    ["npm run platform -- leftovers dev", ACCOUNT],
    ["npm run platform -- leftovers dev --delete", ACCOUNT],
    ["npm run platform -- restore-drill prod", ACCOUNT],
    ["npm run platform -- restore-drill prod --run", ACCOUNT],
    ["npm run platform -- restore-drill prod --run --into spare --namespace retail-store", ACCOUNT],
    ["pulumi state delete -s prod --target-dependents '<urn of the key>'", ACCOUNT],
    ["npm run preview -- dev", ACCOUNT],
    ["npm run up -- dev", ACCOUNT],
    ["npm run platform -- session prod", { heldBy: "tests/cluster/session.test.ts" }],
    ["npm run platform -- drift dev", { run: ["drift", "dev", "--offline"], shows: /drift dev: none/ }],
    ["npm run platform -- drift prod", { heldBy: "tests/engine/drift.test.ts" }],
    ["npm run refresh -- dev", ACCOUNT],
    ["npm run destroy -- dev", ACCOUNT],
    [
        "aws eks update-nodegroup-config --cluster-name dev --nodegroup-name GROUP --scaling-config desiredSize=N",
        ACCOUNT,
    ],
    ["kubectl get nodepools,nodeclaims", ACCOUNT],
    ["kubectl -n karpenter logs deployment/karpenter", ACCOUNT],
    ["kubectl -n cluster-autoscaler logs deployment/cluster-autoscaler", ACCOUNT],
    ["kubectl -n cluster-autoscaler get configmap cluster-autoscaler-status -o yaml", ACCOUNT],
    ["$EDITOR Pulumi.dev.yaml", ACCOUNT],
    ["npm run platform -- pulumi -- stack output", { heldBy: "tests/engine/cli.test.ts" }],
    [
        "npm run platform -- pulumi --stack prod --offline -- stack export > state.json",
        { heldBy: "tests/engine/cli.test.ts" },
    ],
    ["pulumi login s3://my-pulumi-state?region=eu-west-1", ACCOUNT],
    ["$(pulumi stack output kubeconfigCommand -s dev)", ACCOUNT],
    ["npm run up -- mine", { heldBy: "tests/cluster/config-secrets.test.ts" }],
    [
        "npm run platform -- secret set local services.shop.web.env.TOKEN",
        { heldBy: "tests/cluster/config-secrets.test.ts" },
    ],
    ["export PULUMI_CONFIG_PASSPHRASE=...", { heldBy: "tests/cluster/config-secrets.test.ts" }],
    ["kubectl --kubeconfig .platform/local/kubeconfig get pods -A", { needs: "kubectl" }],
    ["kubectl -n shop create deployment web --image nginx", { heldBy: "tests/cluster/admission.test.ts" }],
    [
        "kubectl get validatingadmissionpolicies -l app.kubernetes.io/managed-by=eks-platform -o custom-columns='POLICY:.metadata.name,RULES:.metadata.annotations.eks-platform/rules'",
        { needs: "kubectl" },
    ],
    [
        "node bin/platform.mjs guard --policy-config policies/mine.json --exempt-namespace legacy | kubectl apply --server-side -f -",
        { heldBy: "tests/cluster/admission.test.ts" },
    ],
    ["git clone <this repository> && cd eks-platform", { heldBy: ".ci/run" }],
    ["git clone <this repository> ../eks-platform", { heldBy: ".ci/run" }],
    ["(cd ../eks-platform && npm ci)", { heldBy: ".ci/run" }],
    ["pulumi stack export --file state.json", PULUMI],
    [
        "pulumi policy analyze --file state.json --policy-pack ../eks-platform/policies",
        { heldBy: "tests/policies/parity.test.ts" },
    ],
    ["node ../eks-platform/bin/platform.mjs check state.json", { heldBy: "tests/policies/parity.test.ts" }],
    ["pulumi preview --policy-pack ../eks-platform/policies --policy-pack-config policies.json", PULUMI],
    ["pulumi preview -s prod --policy-pack policies --policy-pack-config policies/presets/prod.json", PULUMI],
    ["platform check .", CHECK],
    ["platform check . --exclude testdata/ --exclude '*.example.yaml'", CHECK],
    ["platform check deploy/", CHECK],
    ["platform check chart/ --values prod.yaml", CHECK],
    ["platform check deploy/access.yaml", CHECK],
    ["kustomize build overlays/prod | platform check", CHECK],
    ["pulumi stack export | platform check -", CHECK],
    ["platform check --stack prod --offline", { heldBy: "tests/engine/check.test.ts" }],
]);
