import assert from "node:assert/strict";
import * as z from "zod";
import { configSchema, SECTIONS } from "../../../components/config/sections";
import { configurationReference } from "../../../docs/generators/configuration-reference";

const schema = z.toJSONSchema(configSchema(), { io: "input", unrepresentable: "any" });
const page = configurationReference();

describe("The configuration reference", () => {
    for (const { name } of SECTIONS) {
        it(`describes every field of ${name}`, () => {
            const own = schema.properties?.[name];
            assert.ok(typeof own === "object" && own.description);
            assert.deepEqual(undescribed(own, name), []);
            assert.match(page, new RegExp(`^## eks-platform:${name}$`, "m"));
        });
    }

    it("describes every field that sections share", () => {
        assert.deepEqual(undescribed(schema.$defs, "$defs"), []);
    });

    it("shows defaults, also those that are converted", () => {
        assert.match(rowOf("cluster", "serviceCidr"), /\| `"172\.20\.0\.0\/16"` \|/);
        assert.match(rowOf("namespaces", "<name>.quota.cpu"), /\| `"8"` \|/);
        assert.match(rowOf("storage", "tiers.<name>.encrypted"), /\| `true` \|/);
    });

    it("shows nested keys by their path, below names and in lists", () => {
        assert.match(rowOf("cluster", "endpoint.publicCidrs"), /list of IPv4 CIDR/);
        assert.match(rowOf("cluster", "access.<name>.policy"), /`cluster-admin`, `admin`, `edit`, `view`/);
        assert.match(rowOf("nodeGroups", "<name>.taints[].effect"), /`NoSchedule`/);
    });

    it("marks what must be set", () => {
        assert.match(rowOf("nodeGroups", "<name>.max"), /\| integer, 1 to 450 \| \*\*required\*\* \|/);
        assert.match(page, /^\| \[eks-platform:cluster\]\(#eks-platformcluster\) \| \*\*required\*\* \|/m);
        assert.doesNotMatch(rowOf("nodeGroups", "<name>.desired"), /required/);
    });

    it("has one table for each kind of cluster", () => {
        const headings = [...section("cluster").matchAll(/^### (.*)$/gm)].map(([, heading]) => heading);
        assert.deepEqual(headings, ["kind: eks", "kind: existing", "kind: embedded"]);
    });

    it("shows a service once, and says where one stands", () => {
        assert.equal(page.match(/^\| `drainSeconds` /gm)?.length, 1);
        assert.match(page, /Used at .*`eks-platform:services\.<namespace>\.<service>`/);
        assert.match(rowOf("services", "<namespace>.<service>"), /\[Service\]\(#service\)/);
    });

    it("links to headings that it has", () => {
        const slugs = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => slugOf(heading));
        const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, slug = ""]) => slug);
        assert.ok(links.length > 0);
        assert.deepEqual(
            links.filter((slug) => !slugs.includes(slug)),
            [],
        );
    });

    it("has three or four cells in every row", () => {
        const rows = page.split("\n").filter((line) => line.startsWith("|"));
        const broken = rows.filter((line) => ![5, 6].includes(line.split(/(?<!\\)\|/).length));
        assert.deepEqual(broken, []);
    });
});

/** The paths of all properties without a description, wherever they are in a JSON schema. */
function undescribed(node: unknown, path: string): string[] {
    if (typeof node !== "object" || node === null) {
        return [];
    }
    const properties = "properties" in node && typeof node.properties === "object" ? node.properties : {};
    const own = Object.entries(properties ?? {})
        .filter(([, property]) => !property.description)
        .map(([key]) => `${path}.${key}`);
    return [...own, ...Object.entries(node).flatMap(([key, child]) => undescribed(child, `${path}.${key}`))];
}

/** The anchor that GitHub gives a heading. */
function slugOf(heading: string): string {
    return heading
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, "")
        .replaceAll(" ", "-");
}

function section(name: string): string {
    return page.split(/^## /m).find((text) => text.startsWith(`eks-platform:${name}\n`)) ?? "";
}

function rowOf(name: string, key: string): string {
    return (
        section(name)
            .split("\n")
            .find((line) => line.startsWith(`| \`${key}\` |`)) ?? assert.fail(`no row for ${key}`)
    );
}
