import assert from "node:assert/strict";
import { locateInTemplate } from "../../../policies/sources/template-places";

const DEPLOYMENT = `{{- /* kind: Deployment
kind: Deployment */ -}}
{{- if .Values.enabled }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
  labels:
    {{- include "shop.labels" . | nindent 4 }}
    "app.kubernetes.io/part-of": shop
spec:
  template:
    spec:
      containers:
      - name: web
        image: {{ .Values.image | quote }}
        {{- with .Values.securityContext }}
        securityContext:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        ports:
          - containerPort: 80
          - name: second
      - name: proxy
        image: envoy
      hostPID: true
{{- end }}
---
apiVersion: v1
kind: Service
metadata:
  name: first
---
apiVersion: v1
kind: "Service"
metadata: {name: second}
spec:
  type: NodePort
`;

const ALONE = { index: 0, total: 1 };

function place(path: string, kind = "Deployment", position = ALONE): string {
    const { line, column } = locateInTemplate(DEPLOYMENT, kind, position)(path);
    return `${line}:${column}`;
}

describe("A field of what a template renders is placed at", () => {
    for (const [what, path, at] of [
        ["its key", "spec.template.spec.hostPID", "26:7"],
        ["its key behind actions of the template", 'metadata.labels["app.kubernetes.io/part-of"]', "10:5"],
        ["its key in an item of a list", "spec.template.spec.containers[0].image", "16:9"],
        ["its key in a condition", "spec.template.spec.containers[0].securityContext", "18:9"],
        [
            "the deepest key that the template writes",
            "spec.template.spec.containers[0].securityContext.privileged",
            "18:9",
        ],
        ["an item that is indented below its list", "spec.template.spec.containers[0].ports[1].hostPort", "23:11"],
        ["the item of which the field is missing", "spec.template.spec.containers[0].resources.limits.cpu", "15:7"],
        ["the list, where an action may have added items", "spec.template.spec.containers[1].image", "14:7"],
        ["the key of its parent, where only a child has its name", "spec.name", "11:1"],
        ["the document's first key", "status.phase", "4:1"],
        ["the document's first key where the whole object is meant", "", "4:1"],
    ] as const) {
        it(what, () => assert.equal(place(path), at));
    }

    it("its key in the right one of several documents of a kind", () => {
        assert.equal(place("metadata.name", "Service", { index: 0, total: 2 }), "32:3");
        assert.equal(place("spec.type", "Service", { index: 1, total: 2 }), "38:3");
        assert.equal(place("metadata.name", "Service", { index: 1, total: 2 }), "36:1");
    });

    it("the template's first line where conditions and loops decide how many documents of a kind there are", () => {
        assert.equal(place("metadata.name", "Service", { index: 0, total: 1 }), "1:1");
        assert.equal(place("metadata.name", "Service", { index: 2, total: 3 }), "1:1");
        assert.equal(place("metadata.name", "ConfigMap"), "1:1");
        assert.deepEqual(locateInTemplate("", "Pod", ALONE)("spec"), { line: 1, column: 1 });
        assert.deepEqual(locateInTemplate("{{ kind: Pod", "Pod", ALONE)("spec"), { line: 1, column: 1 });
    });
});
