import assert from "node:assert/strict";
import { status } from "@grpc/grpc-js";
import { type Call, type Fault, FaultPlan } from "../../../../core/engine/faults";

const CALL: Call = { package: "aws", type: "aws:ec2/vpc:Vpc", operation: "create", preview: false };

/** What becomes of so many equal calls: `ok`, or the gRPC status; and how often the work was done. */
async function outcomes(fault: Fault, calls: readonly Call[]): Promise<{ results: string[]; done: number }> {
    const plan = new FaultPlan([fault]);
    const results: string[] = [];
    let done = 0;
    for (const one of calls) {
        const result = plan.run(one, () => {
            done += 1;
        });
        results.push(
            await result.then(
                () => "ok",
                (error: { code: status }) => status[error.code],
            ),
        );
    }
    return { results, done };
}

describe("planned faults", () => {
    it("fire at their call and at no other", async () => {
        const { results, done } = await outcomes({ kind: "throttle", at: 2 }, [CALL, CALL, CALL]);
        assert.deepEqual(results, ["ok", "RESOURCE_EXHAUSTED", "ok"]);
        assert.equal(done, 2);
    });

    it("fire as many times in a row as they say", async () => {
        const { results } = await outcomes({ kind: "server-error", at: 1, times: 2 }, [CALL, CALL, CALL]);
        assert.deepEqual(results, ["INTERNAL", "INTERNAL", "ok"]);
    });

    it("count only the calls that fit, and no previews", async () => {
        const fault: Fault = { kind: "timeout", package: "aws", type: CALL.type, operation: "create", at: 1 };
        const others: Call[] = [
            { ...CALL, package: "kubernetes" },
            { ...CALL, type: "aws:ec2/subnet:Subnet" },
            { ...CALL, operation: "delete" },
            { ...CALL, preview: true },
        ];
        const { results } = await outcomes(fault, [...others, CALL]);
        assert.deepEqual(results, ["ok", "ok", "ok", "ok", "DEADLINE_EXCEEDED"]);
    });

    it("count no check, diff or read but where they name it, since nobody can tell whether a preview asks", async () => {
        const asked = (["check", "diff", "read", "invoke"] as const).map((operation) => ({ ...CALL, operation }));
        const { results } = await outcomes({ kind: "timeout", at: 1 }, [...asked, CALL]);
        assert.deepEqual(results, ["ok", "ok", "ok", "ok", "DEADLINE_EXCEEDED"]);
        const named = await outcomes({ kind: "timeout", operation: "diff", at: 1 }, asked);
        assert.deepEqual(named.results, ["ok", "DEADLINE_EXCEEDED", "ok", "ok"]);
    });

    it("can lose the answer of work that was done", async () => {
        const { results, done } = await outcomes({ kind: "timeout", at: 1, moment: "after" }, [CALL]);
        assert.deepEqual(results, ["DEADLINE_EXCEEDED"]);
        assert.equal(done, 1);
    });
});
