import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../core/engine/signatures";
import { ALL_RULES } from "../../policies/judging/all-rules";
import { RELATIONS } from "../../policies/relations";
import { edit } from "./support/edit";
import { type Diagnostic, PackProcess } from "./support/pack-process";
import { compliantPod, workload } from "./support/workloads";

const DEPLOYMENT = { type: "kubernetes:apps/v1:Deployment", prefix: "spec.template." };
const deployment = (...edits: readonly (readonly [path: string, value: unknown])[]) => ({
    ...workload(
        DEPLOYMENT,
        edits.reduce((pod, [path, value]) => edit(pod, path, value), compliantPod),
    ).props,
});
const PRIVILEGED = ["spec.containers[0].securityContext.privileged", true] as const;
const names = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ policyname }) => policyname).sort();

describe("The policy pack, spoken to as the engine does", function () {
    this.timeout(60_000);
    let pack: PackProcess;
    const judge = async (props: object, type = DEPLOYMENT.type) => pack.analyze(type, props as Record<string, unknown>);

    before(async () => {
        pack = await PackProcess.start();
    });
    after(() => pack.stop());
    beforeEach(() => pack.configure({}));

    it("has one policy for each rule, with the rule's parameters", async () => {
        const policies = await pack.policies();
        assert.deepEqual(
            policies.map(({ name }) => name),
            ALL_RULES.map(({ id }) => id),
        );
        assert.deepEqual(policies.find(({ name }) => name === "psa-privileged")?.properties, ["version"]);
    });

    it("tells relations, which are judged at the end, from rules over single resources", async () => {
        const ofTheStack = (await pack.policies()).filter(({ type }) => type === "STACK").map(({ name }) => name);
        assert.deepEqual(
            ofTheStack.sort(),
            [...RELATIONS.map(({ id }) => id), "exemption-unused", "undetermined-relation"].sort(),
        );
    });

    it("says which rules have nothing to say of a resource, so that no report counts them as kept", async () => {
        const outside = await pack.notApplicable("aws:kms/key:Key", {});
        assert(outside.includes("psa-privileged") && outside.includes("helm-rendered"));
        assert(!outside.includes("kms-rotation") && !outside.includes("undetermined"));
        assert(!(await pack.notApplicable("kubernetes:helm.sh/v3:Release", {})).includes("helm-rendered"));
    });

    it("says nothing of a workload that complies", async () => {
        assert.deepEqual(await judge(edit(deployment(), "spec.selector.matchLabels", { app: "web" })), []);
    });

    it("names the field, the value, what is allowed and what to do", async () => {
        const [diagnostic] = (await judge(deployment(PRIVILEGED))).filter(
            ({ policyname }) => policyname === "psa-privileged",
        );
        assert.match(diagnostic?.message ?? "", /spec\.template\.spec\.containers\[0\]\.securityContext\.privileged: /);
        assert.match(diagnostic?.message ?? "", /container "web" sets privileged to true; allowed: false\. Remove /);
    });

    it("finds a privileged container behind an unknown image, and reports the image once", async () => {
        const found = await judge(deployment(PRIVILEGED, ["spec.containers[0].image", UNKNOWN]));
        assert(names(found).includes("psa-privileged"));
        const open = found.filter(({ policyname }) => policyname === "undetermined");
        assert.equal(open.length, 1);
        assert.match(open[0]?.message ?? "", /image-pinned.*spec\.template\.spec\.containers\[0\]\.image/s);
    });

    it("reports no unknown of a rule that is switched off", async () => {
        const images = ["image-pinned", "image-digest", "image-registry", "image-pull-policy"];
        const readers = [...images, "ingress-nginx-retired"];
        await pack.configure(Object.fromEntries(readers.map((rule) => [rule, { level: "DISABLED" }])));
        assert(!names(await judge(deployment(["spec.containers[0].image", UNKNOWN]))).includes("undetermined"));
    });

    it("stops the update where a rule cannot be decided and the configuration says so", async () => {
        const levelOf = async () =>
            (await judge(deployment(["spec.containers[0].image", UNKNOWN]))).find(
                ({ policyname }) => policyname === "undetermined",
            )?.enforcementlevel;
        const advisory = await levelOf();
        await pack.configure({ undetermined: { level: "ADVISORY", config: { unknowns: "mandatory" } } });
        const mandatory = await levelOf();
        assert.deepEqual([advisory, mandatory], [0, 1]);
    });

    it("judges by the version of the cluster that it has seen, unless the configuration names one", async () => {
        const probe = deployment(["spec.containers[0].readinessProbe.httpGet.host", "10.0.0.1"]);
        const finds = async () => names(await judge(probe)).includes("psa-hostProbesAndHostLifecycle");
        assert.equal(await finds(), true);
        await judge({ version: "1.33", vpcConfig: {} }, "aws:eks/cluster:Cluster");
        assert.equal(await finds(), false);
        await pack.configure({
            "psa-hostProbesAndHostLifecycle": { level: "MANDATORY", config: { version: "v1.34" } },
        });
        assert.equal(await finds(), true);
    });

    it("judges what is in a secret, and shows it nowhere", async () => {
        const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
        const { spec } = edit(
            deployment(),
            "spec.template.spec.containers[0].image",
            "example.com/s3cr3t-token/web:latest",
        );
        const found = await judge({ ...deployment(), spec: { ...secret, value: spec } });
        assert(names(found).includes("image-pinned"));
        assert.doesNotMatch(JSON.stringify(found), /s3cr3t-token/);
    });

    it("judges each resource by itself, also when the engine sends two under one name", async () => {
        assert(names(await judge(deployment(PRIVILEGED))).includes("psa-privileged"));
        assert(!names(await judge(deployment())).includes("psa-privileged"));
    });

    it("judges many resources at once without mixing them up", async () => {
        const answers = await Promise.all(
            Array.from({ length: 40 }, async (_, index) => {
                const props = index % 2 === 0 ? deployment(PRIVILEGED) : deployment();
                return names(await pack.analyze(DEPLOYMENT.type, props, `web-${index}`)).includes("psa-privileged");
            }),
        );
        assert.deepEqual(
            answers,
            answers.map((_, index) => index % 2 === 0),
        );
    });

    for (const props of [
        { spec: "text" },
        { spec: { template: [] } },
        { spec: { template: { spec: { containers: { name: "web" }, volumes: "none" } } } },
        { spec: { template: { spec: { containers: [null, 1, "web", []], securityContext: 7 } } } },
        { spec: UNKNOWN, metadata: null },
    ]) {
        it(`survives ${JSON.stringify(props)}`, async () => {
            await judge(props);
        });
    }
});
