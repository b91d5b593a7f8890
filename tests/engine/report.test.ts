import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reviewSchema } from "../../review/model/review";
import { projectRoot } from "../../toolchain/paths";

const PASSPHRASE = "correct horse";
const SECRETS = { token: "t0ken-of-the-test", file: "c0ntent-of-the-test", password: "p4ssword-of-the-test" };

describe("platform report", function () {
    this.timeout(240_000);
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "eks-platform-report-"));
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    function platform(args: readonly string[], input = "") {
        return spawnSync(process.execPath, [join(projectRoot(), "bin", "platform.mjs"), ...args], {
            cwd: folder,
            encoding: "utf8",
            input,
            env: {
                ...process.env,
                EKS_PLATFORM_HOME: join(folder, "home"),
                PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
                NO_COLOR: "1",
            },
        });
    }

    it("writes the page and every other file of one preview", () => {
        const files = ["report.html", "findings.sarif", "findings.xml", "review.json"];
        const outputs = files.flatMap((file) => ["--output", file]);
        // Every rule at a level that stops nothing, so that there is something to find.
        writeFileSync(join(folder, "all.json"), JSON.stringify({ all: "advisory" }));
        const levels = ["--policy-config", "all.json"];
        const { status, stdout, stderr } = platform(["report", "prod", "--offline", ...levels, ...outputs]);
        assert.equal(status, 0, stderr);
        assert.equal(stdout, "");
        assert.match(stderr, /report of prod: report\.html, findings\.sarif, findings\.xml, review\.json\n$/);
        const [page = "", sarif = "", junit = "", json = ""] = files.map((file) =>
            readFileSync(join(folder, file), "utf8"),
        );
        const review = reviewSchema.parse(JSON.parse(json));
        assert.ok(Buffer.byteLength(page) < 1_000_000, `${Buffer.byteLength(page)} bytes`);
        assert.match(page, /<title>preview of prod<\/title>/);
        assert.match(page, /Region eu-west-1/);
        const { results } = JSON.parse(sarif).runs[0];
        const standing = review.findings.filter(({ status: against }) => against !== "gone");
        assert.ok(standing.length > 0);
        assert.equal(results.length, standing.length);
        assert.equal(junit.match(/<testcase /g)?.length, standing.length);
    });

    it("says what the working tree changes of a revision", () => {
        const { status, stderr } = platform([
            "report",
            "prod",
            "--offline",
            "--since",
            "HEAD",
            "--output",
            "change.html",
        ]);
        assert.ok(status === 0 || status === 3, stderr);
        const page = readFileSync(join(folder, "change.html"), "utf8");
        assert.match(page, /<code>HEAD<\/code> \(<code>[0-9a-f]{10}<\/code>\)/);
    });

    it("shows no secret of the stack's settings", () => {
        const settings = join(folder, "Pulumi.secrets.yaml");
        const config = {
            "eks-platform:cluster": { kind: "embedded" },
            "eks-platform:namespaces": { shop: { registries: { "registry.example.com": { username: "ci" } } } },
            "eks-platform:services": {
                shop: { web: { image: "registry.example.com/web:1", port: 8080, env: { PLAIN: "plain-of-the-test" } } },
            },
        };
        writeFileSync(settings, JSON.stringify({ config }));
        const encrypt = (path: string, secret: string) => {
            const { status, stderr } = platform(["secret", "set", "secrets", path, "--config-file", settings], secret);
            assert.equal(status, 0, stderr);
        };
        encrypt("services.shop.web.env.TOKEN", SECRETS.token);
        encrypt('services.shop.web.files["/etc/token"]', SECRETS.file);
        encrypt('namespaces.shop.registries["registry.example.com"].password', SECRETS.password);
        const files = ["secret.html", "secret.json", "secret.md", "secret.sarif", "secret.xml"];
        const { stderr } = platform([
            "report",
            "secrets",
            "--offline",
            "--config-file",
            settings,
            ...files.flatMap((file) => ["--output", file]),
            ...["--summary", "summary.md"],
        ]);
        for (const file of [...files, "summary.md"]) {
            assert.ok(existsSync(join(folder, file)), stderr);
            const text = readFileSync(join(folder, file), "utf8");
            for (const secret of Object.values(SECRETS)) {
                for (const written of [secret, Buffer.from(secret).toString("base64")]) {
                    assert.ok(!text.includes(written), `${file} has ${secret}`);
                }
            }
        }
        assert.match(readFileSync(join(folder, "secret.html"), "utf8"), /plain-of-the-test/);
    });

    it("writes what it can where a file cannot be written, also of a stack that is at fault, and tells all faults", () => {
        mkdirSync(join(folder, "taken.html"));
        mkdirSync(join(folder, "taken.md"));
        const outputs = ["taken.html", "late.json", "taken.md", "late.sarif"].flatMap((file) => ["--output", file]);
        const { status, stderr } = platform(["report", "nowhere", "--offline", ...outputs, "--summary", "taken.md"]);
        assert.equal(status, 1);
        assert.match(stderr, /report of nowhere: late\.json, late\.sarif\n/);
        for (const fault of [
            /Pulumi\.nowhere\.yaml/,
            /cannot be written to taken\.html/,
            /cannot be written to taken\.md/,
        ]) {
            assert.match(stderr, fault);
        }
        assert.match(stderr, /summary cannot be added to taken\.md/);
        assert.doesNotMatch(stderr, /^ +at /m);
        const review = reviewSchema.parse(JSON.parse(readFileSync(join(folder, "late.json"), "utf8")));
        assert.match(review.errors.join(), /nowhere/);
    });

    it("refuses, before it previews, what it cannot write", () => {
        const refused = (...args: readonly string[]) => {
            const { status, stdout, stderr } = platform(["report", "prod", "--offline", ...args]);
            assert.equal(status, 1);
            assert.equal(stdout, "");
            return stderr;
        };
        assert.match(
            refused("--output", "report.pdf", "--output", "nowhere/report.html"),
            /The ending of --output report\.pdf says no format; allowed: \.html .*\n--output nowhere\/report\.html cannot be written: its folder does not exist\.\nNext step: /,
        );
        assert.match(refused(), /--output/);
    });
});
