import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { restartsOnly } from "../../components/namespaces/restarts-only";
import { eventually, requireKubectl, usePlane } from "./plane";

const GROUP = "eks-platform:operators";
const NAME = "operators";
const PATHS = {
    policies: "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies",
    bindings: "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings",
    rights: "/apis/rbac.authorization.k8s.io/v1",
};
const LABELS = { app: "web" };
const AS_OPERATOR = ["--as", "jane", "--as-group", GROUP];

const workload = (kind: string) => ({
    apiVersion: "apps/v1",
    kind,
    metadata: { name: "web", namespace: "kube-system" },
    spec: {
        selector: { matchLabels: LABELS },
        ...(kind === "StatefulSet" && { serviceName: "web" }),
        template: {
            metadata: { labels: LABELS, annotations: { kept: "yes" } },
            spec: { containers: [{ name: "web", image: "example.com/web:1" }] },
        },
    },
});

/** What would give an operator the rights of another workload, or another life to its pods. */
const CHANGES: readonly (readonly [string, object])[] = [
    ["another image", { spec: { containers: [{ name: "web", image: "example.com/mine" }] } }],
    ["another ServiceAccount", { spec: { serviceAccountName: "admin" } }],
    ["the host's network", { spec: { hostNetwork: true } }],
    ["a container beside it", { spec: { containers: [{ name: "mine", image: "example.com/mine" }] } }],
    ["another label", { metadata: { labels: { more: "1" } } }],
    ["another annotation", { metadata: { annotations: { mine: "1" } } }],
    ["an annotation less", { metadata: { annotations: { kept: null } } }],
    ["an annotation that says otherwise", { metadata: { annotations: { kept: "no" } } }],
];

describe("Operators, whom RBAC lets patch workloads", function () {
    this.timeout(120_000);
    const plane = usePlane();
    before(async function () {
        requireKubectl(this);
        await plane().create(PATHS.policies, { metadata: { name: NAME }, spec: restartsOnly(GROUP) });
        await plane().create(PATHS.bindings, {
            ...{ metadata: { name: NAME }, spec: { policyName: NAME, validationActions: ["Deny"] } },
        });
        const rule = { apiGroups: ["apps"], resources: ["*"], verbs: ["get", "patch", "update"] };
        await plane().create(`${PATHS.rights}/clusterroles`, { metadata: { name: NAME }, rules: [rule] });
        await plane().create(`${PATHS.rights}/clusterrolebindings`, {
            metadata: { name: NAME },
            roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: NAME },
            subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: GROUP }],
        });
        for (const kind of ["Deployment", "StatefulSet", "DaemonSet"]) {
            plane().kubectl(["apply", "-f", "-"], JSON.stringify(workload(kind)));
        }
        await eventually("the policy is in force", async () => {
            const { stderr } = patch("deployment", { spec: { hostPID: true } }, ["--dry-run=server"]);
            return stderr.includes("ValidatingAdmissionPolicy") || undefined;
        });
    });

    function run(args: readonly string[]): { readonly status: number | null; readonly stderr: string } {
        const all = ["--kubeconfig", plane().cluster.kubeconfigPath, "-n", "kube-system", ...args];
        return spawnSync("kubectl", all, { encoding: "utf8" });
    }

    function patch(kind: string, template: object, more: readonly string[] = [], as: readonly string[] = AS_OPERATOR) {
        return run([...as, "patch", kind, "web", "-p", JSON.stringify({ spec: { template } }), ...more]);
    }

    for (const kind of ["deployment", "statefulset", "daemonset"]) {
        it(`restart a ${kind}, again and again`, () => {
            for (const time of ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"]) {
                const annotations = { "kubectl.kubernetes.io/restartedAt": time };
                const { status, stderr } = patch(kind, { metadata: { annotations } });
                assert.equal(status, 0, stderr);
            }
            const { status, stderr } = run([...AS_OPERATOR, "rollout", "restart", `${kind}/web`]);
            assert.equal(status, 0, stderr);
        });

        for (const [what, template] of CHANGES) {
            it(`give no ${kind} ${what}, in the system's namespace neither`, () => {
                const { status, stderr } = patch(kind, template);
                assert.notEqual(status, 0);
                assert.match(stderr, /ValidatingAdmissionPolicy[\s\S]*may restart workloads/);
            });
        }
    }

    it("scale a deployment", () => {
        const { status, stderr } = run([...AS_OPERATOR, "scale", "deployment/web", "--replicas=0"]);
        assert.equal(status, 0, stderr);
    });

    it("are the only ones whom that concerns", () => {
        const { status, stderr } = patch("deployment", { spec: { hostNetwork: true } }, ["--dry-run=server"], []);
        assert.equal(status, 0, stderr);
    });
});
