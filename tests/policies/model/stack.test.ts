import assert from "node:assert/strict";
import fc from "fast-check";
import { UNKNOWN_STRING as UNKNOWN } from "../../../core/engine/signatures";
import { selects } from "../../../policies/model/selector";
import { stackOf } from "../relations/support";
import type { Data } from "../support/edit";
import { object } from "../support/resources";

const pod = (name: unknown, namespace: unknown, labels: unknown) =>
    object("v1", "Pod", { metadata: { name, namespace, labels }, spec: { containers: [] } });
const policyFor = (podSelector: Data) => object("networking.k8s.io/v1", "NetworkPolicy", { spec: { podSelector } });

describe("The stack", () => {
    const place = fc.constantFrom("a", "b", UNKNOWN);
    const value = fc.constantFrom("1", "2", UNKNOWN);
    const labels = fc.oneof(fc.dictionary(fc.constantFrom("x", "y", "z"), value, { maxKeys: 3 }), fc.constant(UNKNOWN));
    const selector = fc.record({
        matchLabels: fc.dictionary(fc.constantFrom("x", "y"), value, { maxKeys: 2 }),
        matchExpressions: fc.array(
            fc.record({
                key: fc.constantFrom("x", "z"),
                operator: fc.constantFrom("In", "NotIn", "Exists", "DoesNotExist"),
                values: fc.array(value, { minLength: 1, maxLength: 2 }),
            }),
            { maxLength: 1 },
        ),
    });

    it("selects by its index exactly the pods that a look at each selects", () => {
        fc.assert(
            fc.property(fc.array(fc.tuple(place, labels), { maxLength: 8 }), selector, (pods, podSelector) => {
                const stack = stackOf([
                    ...pods.map(([namespace, its], index) => pod(`p${index}`, namespace, its)),
                    policyFor(podSelector),
                ]);
                const wanted = stack.ofKind("networking.k8s.io/NetworkPolicy")[0]?.props.at("spec.podSelector");
                assert(wanted);
                const names = (list: readonly { readonly resource: { readonly name?: string } }[]) =>
                    list.map(({ resource }) => resource.name).sort();
                const { certain, possible } = stack.selectedPods("a", wanted);
                const matches = stack.pods.pods
                    .filter(({ namespace }) => namespace === undefined || namespace === "a")
                    .map((pods) => ({ ...pods, match: selects(wanted, pods.labels) }));
                const isCertain = ({ match, namespace }: (typeof matches)[number]) =>
                    match === "yes" && namespace === "a";
                assert.deepEqual(names(certain), names(matches.filter(isCertain)));
                const isPossible = (one: (typeof matches)[number]) => one.match !== "no" && !isCertain(one);
                assert.deepEqual(names(possible), names(matches.filter(isPossible)));
            }),
        );
    });

    it("finds objects by kind, namespace and name, whichever group served the kind", () => {
        const stack = stackOf([object("extensions/v1beta1", "Deployment", {}), object("v1", "Secret", {})]);
        assert.equal(stack.find("apps/Deployment", "shop", "web").match, "yes");
        assert.equal(stack.find("apps/Deployment", "else", "web").match, "no");
        assert.equal(stack.find("Secret", "shop", "other").match, "no");
        assert.equal(stack.find("Secret", undefined, "web").match, "unknown");
        assert.equal(stack.find("Secret", undefined, "other").match, "no");
    });

    it("does not rule out an object whose namespace or name is unknown", () => {
        const of = (metadata: Data) => stackOf([object("v1", "Secret", { metadata })]);
        assert.equal(of({ name: UNKNOWN }).find("Secret", "shop", "web").match, "unknown");
        assert.equal(of({ namespace: UNKNOWN }).find("Secret", "shop", "web").match, "unknown");
        assert.equal(of({ namespace: UNKNOWN }).find("Secret", "shop", "other").match, "no");
        assert.equal(of({ name: UNKNOWN }).find("Secret", "else", "web").match, "no");
    });

    it("takes an object without a namespace to be in default", () => {
        assert.equal(
            stackOf([object("v1", "Secret", { metadata: { namespace: null } })]).find("Secret", "default", "web").match,
            "yes",
        );
    });

    it("answers for the namespaces that it declares, and not for those that it patches", () => {
        const declared = object("v1", "Namespace", { metadata: { name: "shop", namespace: undefined } });
        assert.equal(stackOf([declared]).mustHold("Secret", "shop"), "yes");
        assert.equal(stackOf([]).mustHold("Secret", "shop"), "no");
        const patch = { ...declared, type: "kubernetes:core/v1:NamespacePatch" };
        assert.equal(stackOf([patch]).mustHold("Secret", "shop"), "no");
        assert.equal(stackOf([object("v1", "Secret", {})]).mustHold("Secret", "shop"), "yes");
        assert.equal(stackOf([object("v1", "Secret", {})]).mustHold("Secret", "kube-system"), "no");
    });
});
