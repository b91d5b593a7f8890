import assert from "node:assert/strict";
import type { RawResource } from "../../../../policies/model/resource";
import type { Data } from "../../support/edit";
import { editIn, workload } from "../support";
import { verdict, WHOLE } from "./whole";

describe("Dangling references in actions of the AWS Load Balancer Controller", () => {
    it("take use-annotation for a word of the AWS Load Balancer Controller, and find a missing action (case 216)", () => {
        const AT = "spec.rules[0].http.paths[0].backend.service.port.name";
        const action = "alb.ingress.kubernetes.io/actions.web";
        const ingressOf = (annotations: Data) =>
            editIn(
                editIn(WHOLE, "Ingress web", "spec.rules[0].http.paths[0].backend.service.port", {
                    name: "use-annotation",
                }),
                "Ingress web",
                "metadata.annotations",
                annotations,
            );
        assert.deepEqual(verdict(ingressOf({ [action]: "{}" })).found, []);
        const missing = verdict(ingressOf({}));
        assert.deepEqual(missing.found, [`Ingress shop/web ${AT}`]);
        assert.match(missing.messages.join(), /there is no annotation alb\.ingress\.kubernetes\.io\/actions\.web/);
        const rollout = (alb: Data) =>
            workload("Deployment", "web", { strategy: { canary: { trafficRouting: { alb } } } });
        const asRollout = (alb: Data): RawResource => ({
            type: "kubernetes:argoproj.io/v1alpha1:Rollout",
            props: { ...rollout(alb).props, apiVersion: "argoproj.io/v1alpha1", kind: "Rollout" },
        });
        assert.deepEqual(verdict([...ingressOf({}), asRollout({ ingress: "web" })]).found, []);
        assert.deepEqual(verdict([...ingressOf({}), asRollout({ ingresses: ["else", "web"] })]).found, []);
        assert.equal(verdict([...ingressOf({}), asRollout({ ingress: "else" })]).found.length, 1);
    });

    const forwarding = (action: unknown, port: unknown = "use-annotation") =>
        editIn(
            editIn(WHOLE, "Ingress web", "spec.rules[0].http.paths[0].backend.service.port", { name: port }),
            "Ingress web",
            "metadata.annotations",
            { "alb.ingress.kubernetes.io/actions.web": JSON.stringify(action) },
        );

    const FORWARD = 'metadata.annotations["alb.ingress.kubernetes.io/actions.web"]';

    for (const [what, action, at] of [
        [
            "a weighted target that is not there",
            {
                type: "forward",
                forwardConfig: {
                    targetGroups: [
                        { serviceName: "web", servicePort: "80", weight: 80 },
                        { serviceName: "gone", servicePort: 80, weight: 20 },
                    ],
                },
            },
            ".forwardConfig.targetGroups[1].serviceName",
        ],
        [
            "one in the keys that the documentation wrote before",
            { Type: "forward", ForwardConfig: { TargetGroups: [{ ServiceName: "gone", ServicePort: "80" }] } },
            ".ForwardConfig.TargetGroups[0].ServiceName",
        ],
        [
            "a port that the Service does not have",
            { type: "forward", forwardConfig: { targetGroups: [{ serviceName: "web", servicePort: "81" }] } },
            ".forwardConfig.targetGroups[0].servicePort",
        ],
    ] as const) {
        it(`are targets of an action of the AWS Load Balancer Controller: ${what}`, () => {
            assert.deepEqual(verdict(forwarding(action)).found, [`Ingress shop/web ${FORWARD}${at}`]);
        });
    }

    it("are no targets of an action that are there, are in AWS, or are of an action that nothing asks for", () => {
        const to = (...targetGroups: readonly Data[]) => ({ type: "forward", forwardConfig: { targetGroups } });
        for (const action of [
            to({ serviceName: "web", servicePort: "80", weight: 100 }, { serviceName: "web", servicePort: 80 }),
            to({ targetGroupARN: "arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/a/b", weight: 1 }),
            { type: "forward", targetGroupARN: "arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/a/b" },
            { type: "redirect", redirectConfig: { protocol: "HTTPS" } },
            "no action",
        ]) {
            assert.deepEqual(verdict(forwarding(action)), { found: [], open: [], messages: [] });
        }
        const other = { "alb.ingress.kubernetes.io/actions.other": JSON.stringify(to({ serviceName: "gone" })) };
        assert.deepEqual(verdict(editIn(WHOLE, "Ingress web", "metadata.annotations", other)).found, []);
    });

    it("take the name beside use-annotation for that of an action, and of no Service", () => {
        const at = "spec.rules[0].http.paths[0].backend";
        const action = (annotations: Data) =>
            editIn(
                editIn(WHOLE, "Ingress web", at, { service: { name: "forward", port: { name: "use-annotation" } } }),
                "Ingress web",
                "metadata.annotations",
                annotations,
            );
        assert.deepEqual(verdict(action({ "alb.ingress.kubernetes.io/actions.forward": "{}" })).found, []);
        assert.deepEqual(verdict(action({})).found, [`Ingress shop/web ${at}.service.port.name`]);
        const rollout = workload("Deployment", "web", {
            strategy: { canary: { trafficRouting: { alb: { ingress: "web", rootService: "forward" } } } },
        });
        const asRollout = {
            type: "kubernetes:argoproj.io/v1alpha1:Rollout",
            props: { ...rollout.props, apiVersion: "argoproj.io/v1alpha1", kind: "Rollout" },
        };
        assert.deepEqual(verdict([...action({}), asRollout]).found, []);
        const numbered = editIn(WHOLE, "Ingress web", `${at}.service.name`, "forward");
        const annotated = editIn(numbered, "Ingress web", "metadata.annotations", {
            "alb.ingress.kubernetes.io/actions.forward": "{}",
        });
        assert.deepEqual(verdict(annotated).found, [`Ingress shop/web ${at}.service.name`]);
    });
});
