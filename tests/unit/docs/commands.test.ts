import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../../toolchain/paths";
import { DOCUMENTED } from "../../docs/commands";
import { commands, PAGES } from "../../docs/pages";

describe("The commands of the documentation", () => {
    const shown = PAGES.flatMap((page) => commands(page).map((command) => ({ page, command })));

    it("are each run by a test, or tests/docs/commands.ts says what they need", () => {
        const unknown = shown.filter(({ command }) => !DOCUMENTED.has(command));
        assert.deepEqual(unknown, []);
    });

    it("are all still shown", () => {
        const gone = [...DOCUMENTED.keys()].filter((known) => shown.every(({ command }) => command !== known));
        assert.deepEqual(gone, []);
    });

    it("are held by tests that exist", () => {
        for (const documented of DOCUMENTED.values()) {
            if ("heldBy" in documented) {
                assert.ok(existsSync(join(projectRoot(), documented.heldBy)), documented.heldBy);
            }
        }
    });
});
