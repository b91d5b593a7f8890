import { today as todayText } from "../../core/today";
import { versionsOf } from "../../review/versions/versions-of";
import { stackResources } from "../engine/stack-resources";
import { versionsTable } from "../output/versions-table";

export interface VersionsCommandOptions {
    /** One JSON document instead of a table. @default false */
    readonly json?: boolean;
}

/**
 * Prints what a stack pins, what is newer, and until when it is supported. The program alone says so: no credentials are needed.
 *
 * @throws UserError when the preview fails
 */
export async function versions(stack: string, options: VersionsCommandOptions): Promise<number> {
    const today = new Date(todayText());
    const rows = versionsOf((await stackResources(stack, { offline: true })).head, { today });
    const text =
        rows.length > 0
            ? versionsTable(stack, rows, today)
            : `${stack} has nothing with a version that somebody keeps a calendar of.`;
    process.stdout.write(options.json ? `${JSON.stringify(rows, undefined, 2)}\n` : `${text}\n`);
    return 0;
}
