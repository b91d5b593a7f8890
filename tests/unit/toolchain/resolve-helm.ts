import { resolveTools } from "../../../toolchain";
import { FakeMachine } from "./fake-machine";

/** A run of its own for the tests of parallel and killed runs: resolves helm on the fake machine in the given folder. */
async function main(): Promise<void> {
    const { context } = new FakeMachine(process.argv[2]);
    const progress = ({ message }: { message: string }) => process.stderr.write(`${message}\n`);
    const { helm } = await resolveTools(["helm"], { context, progress });
    process.stdout.write(`${helm.source} ${helm.path}`);
}

void main();
