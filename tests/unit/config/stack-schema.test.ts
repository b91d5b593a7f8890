import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv from "ajv";
import fc from "fast-check";
import { parse } from "yaml";
import type * as z from "zod";
import { ConfigError, loadConfig, readStackFile, SecretText } from "../../../components/config";
import { misplacedSecrets } from "../../../components/config/misplaced-secrets";
import { SECTIONS } from "../../../components/config/sections";
import { projectRoot } from "../../../toolchain/paths";
import { EVERY_SECTION } from "./every-section";
import { cluster, MALFORMED, service } from "./malformed";
import { TODAY, validValues } from "./valid";

const ROOT = projectRoot();
const schema = JSON.parse(readFileSync(join(ROOT, "stack.schema.json"), "utf8"));
const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false }).compile(
    schema,
);

/** What an editor says of a stack's file. */
function editorFaults(file: unknown): string[] {
    return validate(file)
        ? []
        : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const withChanges = (changes: Record<string, unknown>) => {
    const entries = Object.entries({ ...validValues(), ...changes }).filter(([, value]) => value !== undefined);
    return { config: Object.fromEntries(entries) };
};

/** Whether a fault is one of shape: a type, a key, a value that is not in the list, a length. */
function isStructural(issue: z.core.$ZodIssue): boolean {
    if (issue.code === "custom") {
        return false;
    }
    if (issue.code === "invalid_key") {
        return issue.issues.some(isStructural);
    }
    if (issue.code === "invalid_union") {
        return issue.errors.every((option) => option.some(isStructural));
    }
    return true;
}

/** The places at which the loader's schemas find a value of a wrong shape. */
function wrongShapes(values: Readonly<Record<string, unknown>>): string[] {
    return SECTIONS.flatMap(({ name, schema: section, appliesTo }) => {
        const value = values[`eks-platform:${name}`];
        if (value === undefined && appliesTo.length < 3) {
            return [];
        }
        const { error } = section.safeParse(value);
        return (error?.issues ?? []).filter(isStructural).map(({ path }) => [name, ...path].join("."));
    });
}

describe("The schema of stack files for editors", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "stack-schema-"));
    });
    after(() => rmSync(folder, { recursive: true }));

    /** A file as the loader reads it; JSON is YAML. */
    const readAs = (file: unknown) => {
        const path = join(folder, "Pulumi.test.yaml");
        writeFileSync(path, JSON.stringify(file));
        return readStackFile(path, "test");
    };
    const isLoaded = (file: unknown) => {
        try {
            loadConfig(readAs(file), { today: TODAY });
            return true;
        } catch (error) {
            if (error instanceof ConfigError) {
                return false;
            }
            throw error;
        }
    };

    for (const stack of ["local", "dev", "prod"]) {
        it(`is named in the first line of Pulumi.${stack}.yaml, which keeps to it`, () => {
            const text = readFileSync(join(ROOT, `Pulumi.${stack}.yaml`), "utf8");
            assert.match(text, /^# yaml-language-server: \$schema=\.\/stack\.schema\.json\n/);
            assert.deepEqual(editorFaults(parse(text)), []);
        });
    }

    const structural = MALFORMED.filter(({ changes }) => wrongShapes(withChanges(changes).config).length > 0);

    it("meets many malformed configurations", () => assert.ok(structural.length > 20, `${structural.length}`));

    for (const { what, changes } of structural) {
        it(`refuses ${what}`, () => assert.notDeepEqual(editorFaults(withChanges(changes)), []));
    }

    it("refuses what the loader refuses beside the sections' own schemas", () => {
        const refused: Readonly<Record<string, unknown>> = {
            "a misspelt section": withChanges({ "eks-platform:netwrok": {} }),
            "a key of the aws namespace": withChanges({ "aws:region": "eu-west-1" }),
            "a misspelt key of the file": { ...withChanges({}), confg: {} },
            "no cluster": withChanges({ "eks-platform:cluster": undefined }),
            "no region in AWS": withChanges({ "eks-platform:region": undefined }),
            "node groups outside of AWS": withChanges({ "eks-platform:cluster": { kind: "embedded" } }),
            "an unknown key in a change of a sample": withChanges({
                "eks-platform:applications": { "retail-store": { services: { ui: { replica: 3 } } } },
            }),
            "a wrong type in a change of a sample": withChanges({
                "eks-platform:applications": { "retail-store": { services: { ui: { resources: { limits: 7 } } } } },
            }),
        };
        for (const [what, file] of Object.entries(refused)) {
            assert.ok(!isLoaded(file), what);
            assert.notDeepEqual(editorFaults(file), [], what);
        }
    });

    it("accepts what the loader accepts though it is seldom written", () => {
        const bare = Object.entries(validValues()).map(([key, value]) => [key.replace("eks-platform:", ""), value]);
        const accepted: Readonly<Record<string, unknown>> = {
            "keys without their namespace": { config: Object.fromEntries(bare) },
            "truth values as the engine writes them": withChanges({ "eks-platform:protect": "true" }),
            "keys of the engine": { ...withChanges({ "pulumi:tags": { team: "a" } }), encryptionsalt: "v1:x" },
            "a removed key of a sample": withChanges({
                "eks-platform:applications": { "retail-store": { services: { ui: { autoscaling: null } } } },
            }),
        };
        for (const [what, file] of Object.entries(accepted)) {
            assert.ok(isLoaded(file), what);
            assert.deepEqual(editorFaults(file), [], what);
        }
    });

    const secret = { secure: "v1:abc" };

    it("lets encrypted values stand where the loader does, and nowhere else", () => {
        const places = [
            withChanges(service({ env: { TOKEN: secret }, files: { "/etc/key": secret } })),
            withChanges(service({ credentials: { key: { value: secret, values: { other: secret } } } })),
            withChanges({
                "eks-platform:applications": { "retail-store": { services: { ui: { env: { TOKEN: secret } } } } },
                "eks-platform:namespaces": { shop: { registries: { "ghcr.io": { username: "a", password: secret } } } },
            }),
        ];
        for (const file of places) {
            assert.ok(isLoaded(file), JSON.stringify(file));
            assert.deepEqual(editorFaults(file), [], JSON.stringify(file));
        }
        const elsewhere = [
            withChanges({ "eks-platform:region": secret }),
            withChanges({ "eks-platform:tags": secret }),
            withChanges({ "eks-platform:tags": { owner: secret } }),
            withChanges(cluster({ name: secret })),
            withChanges(service({ image: secret })),
            withChanges(service({ env: secret })),
        ];
        for (const file of elsewhere) {
            assert.ok(!isLoaded(file), JSON.stringify(file));
            assert.notDeepEqual(editorFaults(file), [], JSON.stringify(file));
        }
    });

    it("knows no place of an encrypted value that the loader's list of them does not have", () => {
        const places = encryptedPlaces(schema.properties.config);
        assert.ok(places.length >= 8, `${places.length}`);
        for (const [key = "", ...path] of places) {
            const value = path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), new SecretText());
            assert.deepEqual(misplacedSecrets({ [key]: value }), [], [key, ...path].join("."));
        }
    });

    it("is tried on a configuration that has every section", () => {
        const names = SECTIONS.map(({ name }) => `eks-platform:${name}`);
        assert.deepEqual(Object.keys(EVERY_SECTION).toSorted(), names.toSorted());
    });

    it("says the same as the loader of a value's shape, whatever value stands at whatever place", () => {
        const sound = EVERY_SECTION;
        assert.ok(isLoaded({ config: sound }));
        const places = pathsOf(sound);
        assert.ok(places.length > 100);
        const strange = fc.oneof(
            fc.constantFrom<unknown>(
                null,
                true,
                false,
                0,
                7,
                2.5,
                -1,
                "",
                "x",
                "TRUE",
                [],
                {},
                [7],
                ["x"],
                { x: 1 },
                secret,
            ),
            fc.constantFrom<unknown>("eks", "10.0.0.0/16", "spot", "none", "Delete", "restricted", "stateful", "http"),
        );
        fc.assert(
            fc.property(fc.constantFrom(...places), strange, fc.boolean(), (path, value, isAdded) => {
                const config = changed(sound, isAdded ? [...path, "added"] : path, value);
                const { values } = readAs({ config });
                const wrong = wrongShapes(values);
                const said = editorFaults({ config });
                if (wrong.length > 0) {
                    assert.notDeepEqual(said, [], `accepted though wrong at ${wrong}`);
                }
                // To take a key away that nothing has changes nothing, but it is no key that an editor should let pass.
                const removesNothing = isAdded && value === null;
                if (!removesNothing && isLoaded({ config })) {
                    assert.deepEqual(said, [], `refused ${path.join(".")}`);
                }
            }),
            { seed: 1, numRuns: 200 },
        );
    });
});

/** The paths at which a schema takes encrypted values; where the user chooses the name of a key, it is `any`. */
function encryptedPlaces(node: unknown, at: readonly string[] = []): string[][] {
    if (typeof node !== "object" || node === null) {
        return [];
    }
    const parts = new Map<string, unknown>(Object.entries(node));
    const reference = parts.get("$ref");
    if (reference === "#/definitions/EncryptedValue") {
        return [[...at]];
    }
    if (typeof reference === "string") {
        return encryptedPlaces(schema.definitions[reference.split("/").at(-1) ?? ""], at);
    }
    const options = ["anyOf", "oneOf", "allOf"].flatMap((key) => parts.get(key) ?? []);
    return [
        ...options.flatMap((option) => encryptedPlaces(option, at)),
        ...Object.entries(parts.get("properties") ?? {}).flatMap(([key, value]) =>
            encryptedPlaces(value, [...at, key]),
        ),
        ...encryptedPlaces(parts.get("additionalProperties"), [...at, "any"]),
    ];
}

type Path = readonly (string | number)[];

/** Every place in a value, itself left out. */
function pathsOf(value: unknown, at: Path = []): Path[] {
    if (typeof value !== "object" || value === null) {
        return [];
    }
    return Object.entries(value).flatMap(([key, item]) => {
        const path = [...at, Array.isArray(value) ? Number(key) : key];
        return [path, ...pathsOf(item, path)];
    });
}

/** A copy with another value at a place; what is in the way of a longer path becomes a map. */
function changed(value: unknown, [key, ...rest]: Path, replacement: unknown): unknown {
    if (key === undefined) {
        return replacement;
    }
    if (Array.isArray(value)) {
        return value.map((item, index) => (index === key ? changed(item, rest, replacement) : item));
    }
    const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
    const map = new Map(entries);
    map.set(String(key), changed(map.get(String(key)), rest, replacement));
    return Object.fromEntries(map);
}
