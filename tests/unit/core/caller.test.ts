import assert from "node:assert/strict";
import { isCaller } from "../../../core/facts/aws/caller";

describe("The caller of AWS", () => {
    const session = "arn:aws:sts::111122223333:assumed-role/deployer/run-7";

    it("is the role of its session, whatever the role's path", () => {
        assert.ok(isCaller(session, "arn:aws:iam::111122223333:role/deployer"));
        assert.ok(isCaller(session, "arn:aws:iam::111122223333:role/ci/github/deployer"));
    });

    it("is no role of another name or account, and no user of the same name", () => {
        for (const other of [
            "arn:aws:iam::111122223333:role/other-deployer",
            "arn:aws:iam::111122223333:role/deployer/other",
            "arn:aws:iam::444455556666:role/deployer",
            "arn:aws:iam::111122223333:user/deployer",
        ]) {
            assert.ok(!isCaller(session, other), other);
        }
    });

    it("is a user by all of the ARN", () => {
        assert.ok(isCaller("arn:aws:iam::111122223333:user/a/me", "arn:aws:iam::111122223333:user/a/me"));
        assert.ok(!isCaller("arn:aws:iam::111122223333:user/a/me", "arn:aws:iam::111122223333:user/me"));
    });
});
