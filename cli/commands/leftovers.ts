import { stackFile } from "../engine/project-copy";
import { checkSettings, readSettings } from "../engine/stack-settings";
import { UserError } from "../errors";
import { findLeftovers, hasCluster, type Owner } from "../leftovers/find";
import { fateOf, removeLeftovers } from "../leftovers/remove";
import { note } from "../notes";
import { confirm } from "../output/confirm";
import { leftoversText } from "../output/leftovers";

/** The options of `platform leftovers`. */
export interface LeftoversOptions {
    /** The stack's settings. @default Pulumi.<stack>.yaml */
    readonly configFile?: string;
    /** Remove what holds no data. @default false */
    readonly delete?: boolean;
    /** With `delete`: volumes and snapshots, too. @default false */
    readonly withData?: boolean;
    /** Do not ask before anything is removed. @default false */
    readonly yes?: boolean;
    /** One JSON document instead of text. @default false */
    readonly json?: boolean;
}

/** Exit code where something is left; 1 says that nobody could look. */
const LEFT = 2;

/**
 * Looks in AWS for what bears the tags of a stack or its cluster, and on demand removes it.
 *
 * @returns 0 where nothing is left, 2 where something is
 * @throws UserError where the stack makes no cluster, AWS cannot be asked, or the cluster to clean up after is still there
 */
export async function leftovers(stack: string, options: LeftoversOptions): Promise<number> {
    if (options.withData && !options.delete) {
        throw new UserError("--with-data says what --delete takes along.\nNext step: give both, or none of them.");
    }
    const owner = ownerOf(stack, options);
    const found = await findLeftovers(owner);
    if (!options.delete) {
        const document = { ...owner, leftovers: found.map((one) => ({ ...one, fate: fateOf(one) })) };
        process.stdout.write(
            options.json ? `${JSON.stringify(document, undefined, 2)}\n` : leftoversText(owner, found),
        );
        return found.length === 0 ? 0 : LEFT;
    }
    if (hasCluster(found, owner)) {
        throw new UserError(
            `The cluster ${owner.cluster} is still there, and uses most of what bears its tags; nothing was removed.\n` +
                `Next step: npm run destroy -- ${stack}`,
        );
    }
    const chosen = found.filter((one) => fateOf(one) === "removable" || (options.withData && fateOf(one) === "data"));
    if (chosen.length > 0) {
        process.stderr.write(leftoversText(owner, chosen));
        if (!options.yes && !(await confirm(`Remove these ${chosen.length} from AWS?`))) {
            throw new UserError("Nothing was removed: the question was not answered with yes.");
        }
    }
    const failed = await removeLeftovers(chosen, owner.region, note);
    const left = found.filter((one) => !chosen.includes(one) || failed.has(one));
    process.stdout.write(
        options.json
            ? `${JSON.stringify({ ...owner, leftovers: left }, undefined, 2)}\n`
            : leftoversText(owner, left, failed),
    );
    return left.length === 0 ? 0 : LEFT;
}

function ownerOf(stack: string, { configFile }: LeftoversOptions): Owner {
    const config = checkSettings(readSettings(stack, stackFile(stack, configFile)));
    if (config.kind !== "eks") {
        throw new UserError(`The stack ${stack} makes no cluster in AWS, so that nothing of one can be left there.`);
    }
    return { stack, cluster: config.cluster.name, region: config.region };
}
