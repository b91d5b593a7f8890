import { callersAccount } from "../account";
import { stackFile } from "../engine/project-copy";
import { checkSettings, readSettings } from "../engine/stack-settings";
import { UserError } from "../errors";
import { refuseBesideCluster } from "../leftovers/clusters";
import { findLeftovers, type Leftover, type Owner } from "../leftovers/find";
import { fateOf, removeLeftovers } from "../leftovers/remove";
import { note } from "../notes";
import { confirm } from "../output/confirm";
import { leftoversText, type Occasion } from "../output/leftovers";

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
 * @throws UserError where the stack makes no cluster or may not be in the account, AWS cannot be asked, or a cluster is there that may use
 *   what would be removed
 */
export async function leftovers(stack: string, options: LeftoversOptions): Promise<number> {
    if (options.withData && !options.delete) {
        throw new UserError("--with-data says what --delete takes along.\nNext step: give both, or none of them.");
    }
    const owner = await ownerOf(stack, options);
    const found = await findLeftovers(owner);
    if (!options.delete) {
        return tell(owner, found, { when: "looked" }, options);
    }
    const chosen = found.filter((one) => fateOf(one) === "removable" || (options.withData && fateOf(one) === "data"));
    await refuseBesideCluster(owner, found, chosen);
    if (chosen.length === 0) {
        return tell(owner, found, { when: "looked" }, options);
    }
    process.stderr.write(leftoversText(owner, chosen, { when: "asking" }));
    if (!options.yes && !(await confirm(`Remove these ${chosen.length} from the account ${owner.account}?`))) {
        throw new UserError("Nothing was removed: the question was not answered with yes.");
    }
    const failed = await removeLeftovers(chosen, owner.region, note);
    // AWS goes on listing what is gone.
    const gone = new Set(chosen.map(({ arn }) => arn).filter((arn) => !failed.has(arn)));
    const left = (await findLeftovers(owner)).filter(({ arn }) => !gone.has(arn));
    return tell(owner, left, { when: "removed", failed }, options);
}

function tell(owner: Owner, found: readonly Leftover[], occasion: Occasion, { json }: LeftoversOptions): number {
    const failed = occasion.when === "removed" ? occasion.failed : undefined;
    const documented = found.map((one) => {
        const error = failed?.get(one.arn);
        return { ...one, fate: fateOf(one), ...(error !== undefined && { error }) };
    });
    process.stdout.write(
        json
            ? `${JSON.stringify({ ...owner, leftovers: documented }, undefined, 2)}\n`
            : leftoversText(owner, found, occasion),
    );
    return found.length === 0 ? 0 : LEFT;
}

async function ownerOf(stack: string, { configFile }: LeftoversOptions): Promise<Owner> {
    const config = checkSettings(readSettings(stack, stackFile(stack, configFile)));
    if (config.kind !== "eks") {
        throw new UserError(
            `The stack ${stack} makes no cluster in AWS, so that nothing of one can be left there.\n` +
                "Next step: name a stack whose cluster.kind is eks, such as dev or prod.",
        );
    }
    const { region, allowedAccountIds, cluster, backup } = config;
    const account = await callersAccount(region, allowedAccountIds, "by allowedAccountIds");
    const copyRegion = backup.copy?.region;
    return { stack, cluster: cluster.name, region, account, ...(copyRegion !== undefined && { copyRegion }) };
}
