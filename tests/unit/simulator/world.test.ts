import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type PropertyMap, Secret } from "../../../core/engine/values";
import { readJournal } from "../../../simulator";
import { World } from "../../../simulator/world/world";

const resource = (id: string, outputs: PropertyMap = {}, inputs: PropertyMap = {}) => ({
    type: "aws:ec2/vpc:Vpc",
    scope: "eu-west-1",
    id,
    urn: `urn:${id}`,
    inputs,
    outputs,
});

describe("the simulated world", () => {
    let folder: string;
    let file: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "eks-platform-world-"));
        file = join(folder, "world.jsonl");
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it("is there again after the process is gone, without having been closed", () => {
        const world = new World({ file });
        world.create(resource("vpc-1", { cidrBlock: "10.0.0.0/16" }));
        world.create(resource("vpc-2"));
        world.remove(resource("vpc-2"));
        const again = new World({ file });
        assert.deepEqual(
            again.list().map(({ id, outputs }) => ({ id, outputs })),
            [{ id: "vpc-1", outputs: { cidrBlock: "10.0.0.0/16" } }],
        );
    });

    it("drops a last line that was torn, and refuses a broken one in between", () => {
        new World({ file }).create(resource("vpc-1"));
        appendFileSync(file, '{"op":"put","reso');
        assert.equal(new World({ file }).size, 1);
        writeFileSync(file, `not json\n${readFileSync(file, "utf8")}`);
        assert.throws(() => new World({ file }), /world\.jsonl:1 is not a line of a simulated world/);
    });

    it("is compacted when it is opened, and readable by its owner alone", () => {
        const world = new World({ file });
        for (let count = 0; count < 50; count += 1) {
            world.create(resource("vpc-1"));
            world.remove(resource("vpc-1"));
        }
        const size = statSync(file).size;
        new World({ file });
        assert.ok(statSync(file).size < size / 10);
        assert.equal(statSync(file).mode & 0o777, 0o600);
    });

    it("keeps apart equal ids in different scopes", () => {
        const world = new World();
        world.create(resource("logs"));
        world.create({ ...resource("logs"), scope: "us-east-1" });
        assert.equal(world.size, 2);
        world.remove({ ...resource("logs"), scope: "us-east-1" });
        assert.equal(world.find("aws:ec2/vpc:Vpc", "logs")?.scope, "eu-west-1");
    });

    it("can be read as a file without being opened", () => {
        const world = new World({ file });
        world.create(resource("vpc-1"));
        world.create(resource("vpc-2"));
        world.remove(resource("vpc-1"));
        assert.deepEqual(
            readJournal(file).map(({ id }) => id),
            ["vpc-2"],
        );
        assert.deepEqual(readJournal(join(folder, "absent")), []);
    });

    it("draws the same values in every run, others for a replacement, and others for another seed", () => {
        const draw = (world: World) => world.identity("urn:a").hex("id", 16);
        const world = new World({ file });
        const first = draw(world);
        assert.equal(draw(new World()), first);
        assert.notEqual(draw(new World({ seed: "another" })), first);
        world.create({ ...resource("a"), urn: "urn:a" });
        const second = draw(world);
        assert.notEqual(second, first);
        world.remove(resource("a"));
        assert.equal(draw(new World({ file })), second);
    });

    it("writes no secret, and gives it back only to who has it already", () => {
        const world = new World({ file });
        const outputs = { data: { password: new Secret("correct horse"), user: "app" } };
        world.create(resource("db", outputs));
        assert.ok(!readFileSync(file, "utf8").includes("correct horse"));
        const stored = new World({ file }).find("aws:ec2/vpc:Vpc", "db")?.outputs ?? {};
        assert.deepEqual(world.unseal(stored, outputs), outputs);
        for (const state of [undefined, { data: { password: new Secret("wrong") } }]) {
            const { data } = world.unseal(stored, state) as { data: PropertyMap };
            assert.ok(data.password instanceof Secret);
            assert.notEqual(data.password.value, "correct horse");
            assert.equal(data.user, "app");
        }
    });

    it("salts what it keeps of a secret, so that two worlds tell nothing about each other", () => {
        const digest = () => {
            const world = new World();
            world.create(resource("db", { password: new Secret("correct horse") }));
            return JSON.stringify(world.find("aws:ec2/vpc:Vpc", "db")?.outputs);
        };
        assert.notEqual(digest(), digest());
    });

    it("can be changed behind the engine's back, in depth, inputs where there are inputs", () => {
        const world = new World();
        world.create(resource("vpc-1", { spec: { a: 1, b: 2 }, arn: "x" }, { spec: { a: 1 } }));
        world.mutate("aws:ec2/vpc:Vpc", "vpc-1", { spec: { a: 9, b: null }, arn: "y", tags: { by: "hand" } });
        const changed = world.find("aws:ec2/vpc:Vpc", "vpc-1");
        assert.deepEqual(changed?.outputs, { spec: { a: 9 }, arn: "y", tags: { by: "hand" } });
        assert.deepEqual(changed?.inputs, { spec: { a: 9 }, tags: { by: "hand" } });
        assert.throws(() => world.mutate("aws:ec2/vpc:Vpc", "vpc-9", {}), /no aws:ec2\/vpc:Vpc with id vpc-9/);
    });
});
