import { spawn } from "node:child_process";
import { once } from "node:events";
import { onDeparture } from "../engine/departure";
import { openExisting } from "../engine/open-existing";
import type { Session } from "../engine/session";
import { UserError } from "../errors";

/** The options of `platform pulumi`. */
export interface PulumiOptions {
    /** Name of the stack. */
    readonly stack: string;
    /** The simulated stack of that name. @default false */
    readonly offline?: boolean;
    /** The stack's settings. @default Pulumi.<stack>.yaml */
    readonly configFile?: string;
}

/** These run the program or change resources: the commands of this project judge, ask and protect where they do. */
const COUNTERPARTS: ReadonlyMap<string, string> = new Map([
    ["up", "up"],
    ["update", "up"],
    ["watch", "up"],
    ["preview", "preview"],
    ["pre", "preview"],
    ["refresh", "refresh"],
    ["destroy", "destroy"],
    ["down", "destroy"],
    ["dn", "destroy"],
]);

/**
 * Runs the pulumi of this project on a stack, with the backend, the passphrase, the home and the providers that the stack has.
 *
 * @returns pulumi's exit code
 * @throws UserError for a command that has a counterpart here, and for a stack that was never brought up
 */
export async function pulumi(args: readonly string[], options: PulumiOptions): Promise<number> {
    const { stack, offline } = options;
    const own = COUNTERPARTS.get(args.find((argument) => !argument.startsWith("-")) ?? "");
    if (own !== undefined) {
        throw new UserError(
            `pulumi ${own} is not run by hand here.\nNext step: npm run ${own} -- ${stack}${offline ? " --offline" : ""}`,
        );
    }
    const session = await openExisting(stack, options);
    try {
        return await run(session, args);
    } finally {
        await session.close();
    }
}

async function run({ stack }: Session, args: readonly string[]): Promise<number> {
    const { workDir, envVars, pulumiCommand } = stack.workspace;
    const child = spawn(pulumiCommand.command, args, {
        cwd: workDir,
        // Nothing here selects a stack: the engine is told which one commands mean that name none.
        env: { ...process.env, ...envVars, PULUMI_STACK: stack.name },
        stdio: "inherit",
    });
    // A terminal tells the child itself; whoever else leaves is told on.
    const stop = onDeparture((departure) => departure === "SIGINT" || child.kill("SIGTERM"));
    try {
        const [code] = await once(child, "close");
        return code ?? 1;
    } finally {
        stop();
    }
}
