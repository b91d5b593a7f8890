import assert from "node:assert/strict";
import { UNKNOWN_STRING as UNKNOWN } from "../../../core/engine/signatures";
import type { RawResource } from "../../../policies/model/resource";
import type { Data } from "../support/edit";
import { object, resource } from "../support/resources";
import { assertUnknownsFindNothing, editIn, judgeStack } from "./support";

const RULE = "storage-class-key-exists";
const ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
const PLACE = "arn:aws:kms:eu-west-1:111122223333";
const key = (props: Data = {}) =>
    resource("aws:kms/key:Key", { arn: `${PLACE}:key/${ID}`, keyId: ID, isEnabled: true, ...props });
const ALIAS = resource("aws:kms/alias:Alias", {
    arn: `${PLACE}:alias/volumes`,
    name: "alias/volumes",
    targetKeyArn: `${PLACE}:key/${ID}`,
});
const storageClass = (kmsKeyId: unknown, provisioner = "ebs.csi.aws.com") =>
    object("storage.k8s.io/v1", "StorageClass", { provisioner, parameters: { encrypted: "true", kmsKeyId } });
const FOUND = ["StorageClass shop/web parameters.kmsKeyId"];

describe("The key of a storage class", () => {
    const verdict = (...resources: readonly RawResource[]) => judgeStack(RULE, resources);
    const found = (...resources: readonly RawResource[]) => verdict(...resources).found;

    for (const named of [`${PLACE}:key/${ID}`, ID, "alias/volumes", `${PLACE}:alias/volumes`]) {
        it(`is found as ${named}`, () => {
            assert.deepEqual(verdict(key(), ALIAS, storageClass(named)), { found: [], open: [], messages: [] });
        });
    }

    for (const named of [`${PLACE}:key/gone`, "gone", "alias/gone", `${PLACE}:alias/gone`]) {
        it(`is missed as ${named}`, () => {
            assert.deepEqual(found(key(), ALIAS, storageClass(named)), FOUND);
        });
    }

    it("must be enabled and symmetric, by any of its names", () => {
        for (const props of [
            { isEnabled: false },
            { keyUsage: "SIGN_VERIFY" },
            { customerMasterKeySpec: "RSA_2048" },
        ]) {
            assert.deepEqual(found(key(props), ALIAS, storageClass(ID)), FOUND);
            assert.deepEqual(found(key(props), ALIAS, storageClass("alias/volumes")), FOUND);
        }
    });

    it("is taken to exist in another account or region, and where AWS manages it", () => {
        for (const named of [
            `arn:aws:kms:us-east-1:111122223333:key/gone`,
            `arn:aws:kms:eu-west-1:444455556666:key/gone`,
            "alias/aws/ebs",
        ]) {
            assert.deepEqual(verdict(key(), storageClass(named)), { found: [], open: [], messages: [] });
        }
    });

    it("is not asked for where the stack has no key, the class no EBS volumes, or no key at all", () => {
        assert.deepEqual(found(storageClass("gone")), []);
        assert.deepEqual(found(key(), storageClass("gone", "efs.csi.aws.com")), []);
        assert.deepEqual(found(key(), storageClass(undefined)), []);
    });

    it("may be another stack's by configuration", () => {
        const config = { external: [`${PLACE}:key/shared-*`] };
        const resources = [key(), storageClass(`${PLACE}:key/shared-1`)];
        assert.deepEqual(judgeStack(RULE, resources).found, FOUND);
        assert.deepEqual(judgeStack(RULE, resources, config).found, []);
    });

    it("is not missed because any one value is unknown", () => {
        assertUnknownsFindNothing(RULE, [key(), ALIAS, storageClass("alias/volumes")]);
        assertUnknownsFindNothing(RULE, [key(), ALIAS, storageClass(`${PLACE}:key/${ID}`)]);
    });

    it("stays undecided where a value is unknown", () => {
        assert.deepEqual(verdict(key(), storageClass(UNKNOWN)), { found: [], open: FOUND, messages: [] });
        const unknown = verdict(key({ arn: UNKNOWN, keyId: UNKNOWN }), storageClass("gone"));
        assert.deepEqual([unknown.found, unknown.open], [[], FOUND]);
        const enabled = verdict(...editIn([key(), storageClass(ID)], "Key web", "isEnabled", UNKNOWN));
        assert.deepEqual([enabled.found, enabled.open], [[], ["aws:kms/key:Key web isEnabled"]]);
    });
});
