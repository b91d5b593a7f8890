import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes a home for the engine in which it keeps no logs. It writes everything that it knows into compressed, encrypted files of up
 * to 500 MB, which takes two fifths of its time, and no setting switches that off; a file in the place of their folder does.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/pkg/logging/encrypted.go
 */
export function quietHome(home: string): string {
    const logs = join(home, "logs");
    if (!statSync(logs, { throwIfNoEntry: false })?.isFile()) {
        rmSync(logs, { recursive: true, force: true });
        mkdirSync(home, { recursive: true, mode: 0o700 });
        writeFileSync(logs, "In the place of this file the engine would keep its logs.\n");
    }
    return home;
}
