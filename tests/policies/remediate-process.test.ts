import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../core/engine/signatures";
import { type Data, edit } from "./support/edit";
import { PackProcess } from "./support/pack-process";
import { compliantPod, workload } from "./support/workloads";

const DEPLOYMENT = { type: "kubernetes:apps/v1:Deployment", prefix: "spec.template." };
const POD_RULES = ["psa-allowPrivilegeEscalation", "psa-capabilities_restricted", "psa-seccompProfile_restricted"];
/** How the engine marks a value as a special one, and that as a secret. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const secret = (value: unknown): Data => ({ [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value });

const bare = edit(
    edit(compliantPod, "spec.containers[0].securityContext", undefined),
    "spec.securityContext.seccompProfile",
    undefined,
);
const deployment = (pod: Data): Data => ({ ...workload(DEPLOYMENT, pod).props });
const mended = (pod: Data): Data =>
    edit(
        edit(pod, "spec.containers[0].securityContext", {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ["ALL"] },
        }),
        "spec.securityContext.seccompProfile",
        { type: "RuntimeDefault" },
    );

describe("Remediations, asked for as the engine does", function () {
    this.timeout(60_000);
    let pack: PackProcess;
    const switchOn = () => pack.configure(Object.fromEntries(POD_RULES.map((rule) => [rule, { level: "REMEDIATE" }])));

    before(async () => {
        pack = await PackProcess.start();
    });
    after(() => pack.stop());
    beforeEach(() => pack.configure({}));

    it("are off unless the configuration says so", async () => {
        assert.deepEqual(await pack.remediate(DEPLOYMENT.type, deployment(bare)), []);
    });

    it("mend the resource in turn, each what it is about", async () => {
        await switchOn();
        const remedies = await pack.remediate(DEPLOYMENT.type, deployment(bare));
        assert.deepEqual(
            remedies.map(({ policy }) => policy),
            POD_RULES,
        );
        assert.deepEqual(remedies.at(-1)?.props, deployment(mended(bare)));
    });

    it("say nothing of a workload that complies, nor of a resource of another kind", async () => {
        await switchOn();
        assert.deepEqual(await pack.remediate(DEPLOYMENT.type, deployment(compliantPod)), []);
        assert.deepEqual(await pack.remediate("aws:ebs/volume:Volume", { encrypted: false }), []);
    });

    it("hand unknown values back as they came, and mend beside them", async () => {
        await switchOn();
        const open = edit(bare, "spec.containers[0].image", UNKNOWN);
        const remedies = await pack.remediate(DEPLOYMENT.type, deployment(open));
        assert.deepEqual(remedies.map(({ diagnostic }) => diagnostic).join(""), "");
        assert.deepEqual(remedies.at(-1)?.props, deployment(mended(open)));
    });

    it("leave a pod alone that is unknown as a whole", async () => {
        await switchOn();
        const open = edit(deployment(bare), "spec.template.spec", UNKNOWN);
        assert.deepEqual(await pack.remediate(DEPLOYMENT.type, open), []);
    });

    it("hand secrets back as secrets, and mend beside them", async () => {
        await switchOn();
        const secretive = edit(bare, "spec.containers[0].env[0].value", secret("hunter2"));
        const remedies = await pack.remediate(DEPLOYMENT.type, deployment(secretive));
        assert.deepEqual(remedies.at(-1)?.props, deployment(mended(secretive)));
    });

    it("mend inside of a secret, which stays one", async () => {
        await switchOn();
        const wrap = (pod: Data) => edit(deployment(pod), "spec.template", secret(pod));
        const remedies = await pack.remediate(DEPLOYMENT.type, wrap(bare));
        assert.deepEqual(remedies.at(-1)?.props, wrap(mended(bare)));
    });

    it("keep secret what they replace", async () => {
        await switchOn();
        const at = "spec.containers[0].securityContext.allowPrivilegeEscalation";
        const escalating = edit(compliantPod, at, secret(true));
        const remedies = await pack.remediate(DEPLOYMENT.type, deployment(escalating));
        assert.deepEqual(remedies.at(-1)?.props, deployment(edit(compliantPod, at, secret(false))));
    });
});
