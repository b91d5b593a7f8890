import assert from "node:assert/strict";
import { judgeAll } from "../../../policies/judging/judge-all";
import { CONTAINER, deployment, judged, shown, withEdits } from "./prod";

describe("A volume", () => {
    const mounting = (path: string, ...mounts: readonly object[]) =>
        withEdits(["spec.volumes", [{ name: "host", hostPath: { path } }]], [`${CONTAINER}.volumeMounts`, mounts]);

    it("has one finding, of the rule that weighs most", async () => {
        const mounts = [
            { name: "host", mountPath: "/a" },
            { name: "host", mountPath: "/b" },
        ];
        for (const [path, rule] of [
            ["/var/run/docker.sock", "container-runtime-socket"],
            ["/etc", "host-path-sensitive"],
            ["/srv", "psa-hostPathVolumes"],
        ] as const) {
            assert.deepEqual(shown(await judged(deployment(mounting(path, ...mounts)))), [`mandatory ${rule}`], path);
        }
    });

    it("has the finding that stops the update rather than advice that weighs more", async () => {
        const config = { all: "disabled", "host-path-sensitive": "advisory", "psa-restrictedVolumes": "mandatory" };
        const found = await judgeAll([deployment(mounting("/etc"))], { config });
        assert.deepEqual(shown(found), ["mandatory psa-restrictedVolumes"]);
    });

    it("does not hide another volume", async () => {
        const volumes = ["/etc", "/root"].map((path, index) => ({ name: `v${index}`, hostPath: { path } }));
        const found = await judged(deployment(withEdits(["spec.volumes", volumes])));
        assert.deepEqual(shown(found), ["mandatory host-path-sensitive", "mandatory host-path-sensitive"]);
    });
});
