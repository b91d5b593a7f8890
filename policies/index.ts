import { servePack } from "./serve-pack";

async function main(): Promise<void> {
    const port = await servePack();
    // The engine reads the port, and all else that the pack prints it shows to the user.
    process.stdout.write(`${port}\n`);
}

void main();
