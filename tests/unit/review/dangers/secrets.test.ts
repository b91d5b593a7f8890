import assert from "node:assert/strict";
import { ChangedStack, CLUSTER, DEPLOYMENT, NAMESPACE, object, reading, SECRET, SET, urnOf } from "./stack";

const store = reading("db", "login", { volumeClaimTemplates: [{ metadata: { name: "data" }, spec: {} }] });
const login = object("login");

describe("The Secret of a database", () => {
    const stack = () =>
        new ChangedStack()
            .kept(SET, "db", store)
            .kept(DEPLOYMENT, "web", reading("web", "login"))
            .kept(DEPLOYMENT, "other", reading("other", "another"))
            .kept(DEPLOYMENT, "elsewhere", { ...reading("web", "login"), metadata: { name: "web", namespace: "b" } });
    const locked = [{ what: [urnOf(DEPLOYMENT, "web")], how: "may be locked out of db" }];

    it("locks its clients out when it is replaced: the data keep the old values", () => {
        const danger = stack().replaced(SECRET, "login", login, "type").dangerOf("login");
        assert.equal(danger.isStateful, true);
        assert.match(danger.loss ?? "", /the data of db keep the old values/);
        assert.deepEqual(danger.affects, locked);
    });

    it("does so when its values change in place, which is told and needs nobody's leave", () => {
        const danger = stack().updated(SECRET, "login", login, login, "stringData").dangerOf("login");
        assert.deepEqual([danger.kind, danger.isStateful], ["update", false]);
        assert.deepEqual(danger.affects, locked);
        assert.deepEqual(stack().updated(SECRET, "login", login, login, "metadata.labels.a").dangers, []);
    });

    it("stops who reads it still when it goes", () => {
        assert.deepEqual(stack().deleted(SECRET, "login", login).dangerOf("login").affects, [
            { what: [urnOf(DEPLOYMENT, "web"), urnOf(SET, "db")], how: "read it still, and start no more" },
        ]);
    });

    it("locks nobody out where the database goes too, with its namespace or for another cluster", () => {
        const gone = new ChangedStack()
            .replaced(NAMESPACE, "shop", { metadata: { name: "shop" } }, "metadata.name")
            .kept(SET, "db", store)
            .replaced(SECRET, "login", login, "type");
        assert.equal(gone.dangerOf("login").loss, "its values go");
        const moved = stack()
            .replaced("pulumi:providers:kubernetes", "cluster", {}, "clusterIdentifier")
            .replaced(SECRET, "login", login, "provider");
        assert.equal(urnOf("pulumi:providers:kubernetes", "cluster"), CLUSTER);
        assert.deepEqual(moved.dangerOf("login").affects, []);
    });
});

describe("The Secret of a service without data", () => {
    it("is told of with its values, and locks nobody out", () => {
        const stack = new ChangedStack().kept(DEPLOYMENT, "web", reading("web", "login"));
        const danger = stack.replaced(SECRET, "login", login, "type").dangerOf("login");
        assert.deepEqual([danger.loss, danger.affects], ["its values go", []]);
        const updated = new ChangedStack().kept(DEPLOYMENT, "web", reading("web", "login"));
        assert.deepEqual(updated.updated(SECRET, "login", login, login, "data.token").dangers, []);
    });
});
