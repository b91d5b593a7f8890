import assert from "node:assert/strict";
import { loadFiles, loadText, placeIn } from "./support";

const MANIFEST = `# first
apiVersion: v1
kind: Namespace
---
apiVersion: apps/v1
kind: Deployment
metadata:
  annotations:
    a.b/c: x
    "quoted key": y
spec:
  template:
    spec:
      containers:
      - name: web
        image: nginx
      -   name: side
          image: >-
            other
      volumes: [{name: a}, {name: b, emptyDir: {}}]
`;

describe("The place of a value", () => {
    for (const [path, place] of [
        ["", "5:1"],
        ["kind", "6:1"],
        ['metadata.annotations["a.b/c"]', "9:5"],
        ['metadata.annotations["quoted key"]', "10:5"],
        ["spec.template.spec.containers[0]", "15:9"],
        ["spec.template.spec.containers[0].image", "16:9"],
        ["spec.template.spec.containers[1].image", "18:11"],
        ["spec.template.spec.volumes[1].emptyDir", "20:38"],
        ["spec.template.spec.containers[0].securityContext.privileged", "15:9"],
        ["spec.template.spec.hostNetwork", "13:5"],
        ["status.phase", "5:1"],
    ] as const) {
        it(`at ${path || "the root"} is ${place} of the file`, async () => {
            assert.equal(placeIn(await loadText(MANIFEST), path, 1), place);
            assert.equal(placeIn(await loadText(MANIFEST.replaceAll("\n", "\r\n")), path, 1), place);
        });
    }

    it("below a merge key or an alias is where it is written", async () => {
        const loaded = await loadText(
            [
                "apiVersion: example.com/v1\nkind: Thing",
                "base: &base\n  image: a\n  env: [x]",
                "own:\n  <<: *base\n  name: b",
                "list:\n  <<: [{one: 1}, *base]\n  two: 2",
                "same: *base",
            ].join("\n"),
        );
        assert.equal(placeIn(loaded, "own.image"), "4:3");
        assert.equal(placeIn(loaded, "own.name"), "8:3");
        assert.equal(placeIn(loaded, "list.env[0]"), "5:9");
        assert.equal(placeIn(loaded, "same.image"), "4:3");
        assert.equal(placeIn(loaded, "same"), "12:1");
    });

    it("below a quoted << is where that is written, since it is a key as any other", async () => {
        const loaded = await loadText(
            "apiVersion: example.com/v1\nkind: Thing\nown:\n  \"<<\":\n    image: a\n  '<<2': b\n",
        );
        assert.equal(placeIn(loaded, 'own["<<"].image'), "5:5");
        assert.equal(placeIn(loaded, "own.image"), "3:1");
    });

    it("is told at once where many merges lead to few maps", async () => {
        const levels = Array.from({ length: 12 }, (_, level) => {
            const sources =
                level === 0
                    ? "[]"
                    : `[${Array(9)
                          .fill(`*a${level - 1}`)
                          .join(", ")}]`;
            return `a${level}: &a${level} {<<: ${sources}}`;
        });
        const loaded = await loadText(`apiVersion: example.com/v1\nkind: Thing\n${levels.join("\n")}\n`);
        assert.equal(placeIn(loaded, "a11.nothing"), "14:1");
    });

    it("in a List is that in the member", async () => {
        const loaded = await loadText(
            "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  spec:\n    hostPID: on\n",
        );
        assert.equal(placeIn(loaded, "spec.hostPID"), "7:5");
        assert.equal(placeIn(loaded, ""), "4:3");
    });

    it("in JSON is told too", async () => {
        const loaded = await loadFiles({
            "a.json":
                '{\n\t"apiVersion": "v1",\n\t"kind": "Pod",\n\t"spec": {"hostPID":\n\ttrue}\n}\n{"apiVersion": "v1", "kind": "Pod"}',
        });
        assert.equal(placeIn(loaded, "spec.hostPID"), "4:11");
        assert.equal(placeIn(loaded, "kind", 1), "7:22");
    });

    it("is found in forms that kubectl reads and YAML 1.2 does not allow (cases 140 143)", async () => {
        const loaded = await loadText(
            [
                "apiVersion: example.com/v1",
                "kind: Thing",
                "metadata: {name: web, labels: {",
                "a: 'it''s",
                "b',#c",
                "c: d}}",
                "spec:",
                "  containers: [",
                "\t{name: c, image: web:1},",
                '\t{name: d,\timage: "\\\'", ports: [a:,',
                " b]}",
                "  ]",
                "  hostNetwork: true",
                "",
            ].join("\n"),
        );
        assert.deepEqual(loaded.faults, []);
        assert.deepEqual(
            [
                "metadata.labels.a",
                "metadata.labels.c",
                "spec.containers[0].image",
                "spec.containers[1].image",
                "spec.containers[1].ports[0]",
                "spec.containers[1].ports[1]",
                "spec.hostNetwork",
            ].map((path) => placeIn(loaded, path)),
            ["4:1", "6:1", "9:12", "10:12", "10:33", "11:2", "13:3"],
        );
    });
});
