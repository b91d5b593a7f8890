import assert from "node:assert/strict";
import { Platform } from "../../components/platform";
import { judgeAll } from "../../policies/judging/judge-all";
import type { RawResource } from "../../policies/model/resource";
import prod from "../../policies/presets/prod.json";
import { record } from "../unit/components/mocks";
import { load } from "../unit/config/valid";

const IMAGE = "public.ecr.aws/docker/library/postgres:17.7";

/** One service of each kind, with everything that the kinds share. */
const SERVICES = {
    web: { image: IMAGE, port: 8080, needs: ["migrate"], connectsTo: ["db"], env: { LEVEL: "info" } },
    db: { kind: "stateful", image: IMAGE, port: 5432, credentials: { db: { username: "shop" } } },
    migrate: {
        kind: "task",
        image: IMAGE,
        args: ["migrate"],
        connectsTo: ["db"],
        env: { PASSWORD: { credential: "db", key: "password" } },
        files: { "/etc/migrate.conf": "level: info" },
    },
    report: {
        kind: "cron",
        image: IMAGE,
        schedule: "30 3 * * *",
        connectsTo: ["db"],
        secretFiles: { "/etc/password": { credential: "db", key: "password" } },
    },
};

describe("The kinds of service under the policies of production", function () {
    this.timeout(60_000);

    it("break none, whatever its level, cron services and tasks included", async () => {
        const config = load({
            "eks-platform:region": undefined,
            "eks-platform:nodeGroups": undefined,
            "eks-platform:cluster": { kind: "embedded" },
            "eks-platform:services": { shop: SERVICES },
        });
        const { resources } = await record("update", () => new Platform("platform", { config }));
        const kinds = new Set(resources.map(({ type }) => type.split(":").at(-1)));
        for (const kind of ["Deployment", "StatefulSet", "Job", "CronJob"]) {
            assert.ok(kinds.has(kind), kind);
        }
        const raws = resources
            .filter(({ type }) => type.startsWith("kubernetes:"))
            .map(({ type, name, inputs }): RawResource => ({ type, name, props: inputs }));
        const judged = await judgeAll(raws, { config: prod });
        const own = judged.filter(({ resource }) => resource === undefined || resource.name?.startsWith("shop-"));
        assert.deepEqual(
            own.map(({ rule, resource, path, message }) => [rule.id, resource?.name, path, message]),
            [],
        );
    });
});
