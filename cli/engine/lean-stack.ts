import { LocalWorkspace, type LocalWorkspaceOptions, Stack } from "@pulumi/pulumi/automation";

/**
 * Opens a stack whose state is there without asking the engine: to select it would only have the engine see that it exists and note it
 * as the one that commands mean which name none, and every command here names its stack.
 */
export async function openLeanStack(name: string, options: LocalWorkspaceOptions): Promise<Stack> {
    const workspace = await LocalWorkspace.create(options);
    workspace.selectStack = async () => undefined;
    return withoutSummaries(await Stack.select(name, workspace));
}

/**
 * The stack, with operations that end when the engine does. After each the Automation API starts the engine three times more, for the
 * outputs with and without secrets and for the history. Nothing here reads them: an operation's events say all.
 */
export function withoutSummaries(stack: Stack): Stack {
    stack.outputs = async () => ({});
    stack.info = async () => undefined;
    return stack;
}
