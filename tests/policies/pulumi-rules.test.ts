import assert from "node:assert/strict";
import { RULES } from "../../policies/rules";
import { AWS_CASES } from "./cases/aws";
import { KUBERNETES_CASES } from "./cases/kubernetes";
import { POD_SECURITY_CASES } from "./cases/pod-security";
import { POD_CASES } from "./cases/pods";
import { judge, pathsOf, ruleOf } from "./support/judge";
import { resource } from "./support/resources";

const TYPE = "aws:efs/fileSystem:FileSystem";

describe("The rule default-provider", () => {
    const rule = ruleOf("default-provider");
    const managedBy = (name: string, providerType = "pulumi:providers:aws") =>
        pathsOf(rule, resource(TYPE, {}, { provider: { type: providerType, name } }));

    it("finds a resource of a default provider", () => {
        assert.equal(managedBy("default_7_48_0").length, 1);
        assert.equal(managedBy("default", "pulumi:providers:kubernetes").length, 1);
    });

    it("accepts a provider of the program, a package without account, and a resource whose provider is not known", () => {
        assert.deepEqual(managedBy("eu-west-1"), []);
        assert.deepEqual(managedBy("default_4_21_0", "pulumi:providers:random"), []);
        assert.deepEqual(pathsOf(rule, resource(TYPE, {})), []);
    });
});

describe("The rule protected-state", () => {
    const rule = ruleOf("protected-state");
    const withProtect = (protect: boolean, of = TYPE) => pathsOf(rule, resource(of, {}, { options: { protect } }));

    it("finds a file system, a key and a cluster without protection", () => {
        for (const stateful of [TYPE, "aws:kms/key:Key", "aws:eks/cluster:Cluster"]) {
            assert.equal(withProtect(false, stateful).length, 1, stateful);
        }
    });

    it("accepts protection, a resource without data, and a source that knows no options", () => {
        assert.deepEqual(withProtect(true), []);
        assert.deepEqual(withProtect(false, "aws:ec2/subnet:Subnet"), []);
        assert.deepEqual(pathsOf(rule, resource(TYPE, {})), []);
    });
});

describe("The rule ignored-security", () => {
    const rule = ruleOf("ignored-security");
    const ignoring = (...ignoreChanges: string[]) => pathsOf(rule, resource(TYPE, {}, { options: { ignoreChanges } }));

    it("finds security settings among ignored changes", () => {
        const paths = ["spec.template.spec.securityContext", "policy"];
        assert.deepEqual(ignoring(...paths, "scalingConfig.desiredSize"), paths);
    });

    it("accepts other paths", () => {
        assert.deepEqual(ignoring("scalingConfig.desiredSize", "spec.replicas"), []);
    });
});

describe("The rule iam-user", () => {
    it("finds users and access keys, and says which", () => {
        const messages = [
            "aws:iam/user:User",
            "aws:iam/accessKey:AccessKey",
            "aws:iam/userLoginProfile:UserLoginProfile",
        ].flatMap((iamType) =>
            judge(ruleOf("iam-user"), resource(iamType, { name: "ci" })).findings.map(({ message }) => message),
        );
        assert.deepEqual(messages, [
            "the resource is an IAM user",
            "the resource is an access key",
            "the resource is a password of an IAM user",
        ]);
    });

    it("accepts a role", () => {
        assert.deepEqual(pathsOf(ruleOf("iam-user"), resource("aws:iam/role:Role", { name: "ci" })), []);
    });
});

describe("The pack's rules", () => {
    const ids = RULES.map(({ id }) => id);

    it("have ids of their own, in kebab-case after the names of Kubernetes' checks", () => {
        assert.equal(new Set(ids).size, ids.length);
        assert.deepEqual(
            ids.filter((id) => !/^(psa-[A-Za-z]+(_baseline|_restricted)?|[a-z0-9]+(-[a-z0-9]+)*)$/.test(id)),
            [],
        );
    });

    it("are each tested by a resource that breaks them", () => {
        const tested = new Set([
            ...[...POD_SECURITY_CASES, ...POD_CASES, ...KUBERNETES_CASES, ...AWS_CASES].map(({ rule }) => rule),
            ...["default-provider", "protected-state", "ignored-security", "iam-user"],
        ]);
        assert.deepEqual(
            ids.filter((id) => !tested.has(id)),
            [],
        );
    });

    it("say what they are about, why, and what to do", () => {
        for (const { id, title, rationale, fix } of RULES) {
            for (const text of [title, rationale, fix]) {
                assert.match(text, /^\S.{10,}\.$/s, id);
            }
        }
    });

    it("never print a value that may be a secret", () => {
        const secret = "hunter2-AKIAIOSFODNN7EXAMPLE";
        const env = [{ name: "DB_PASSWORD", value: secret }];
        const pod = resource("kubernetes:core/v1:Pod", { spec: { containers: [{ name: "web", env }] } });
        const map = resource("kubernetes:core/v1:ConfigMap", {
            data: { DB_PASSWORD: secret, file: `password=${secret}` },
        });
        const findings = RULES.flatMap((rule) => [pod, map].flatMap((subject) => judge(rule, subject).findings));
        assert(findings.length > 3);
        assert.doesNotMatch(JSON.stringify(findings), /hunter2|AKIA/);
    });
});
