import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { choosePorts, isFreePort } from "../../../local/ports";

describe("the ports of the local cluster", () => {
    it("are free and different", async () => {
        const { etcd, apiserver } = await choosePorts();
        assert.notEqual(etcd, apiserver);
        assert.ok(await isFreePort(etcd));
        assert.ok(await isFreePort(apiserver));
    });

    it("stay the same, except for one that another program has taken", async () => {
        const preferred = await choosePorts();
        assert.deepEqual(await choosePorts(preferred), preferred);

        const intruder = createServer().listen(preferred.apiserver, "127.0.0.1");
        await once(intruder, "listening");
        const { etcd, apiserver } = await choosePorts(preferred);
        intruder.close();
        assert.equal(etcd, preferred.etcd);
        assert.notEqual(apiserver, preferred.apiserver);
    });
});
