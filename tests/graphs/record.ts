import { writeFileSync } from "node:fs";
import { graphFile, graphOf, STACKS, written } from "./graph";

/** Records the graphs of the shipped stacks anew: the difference is what a change of the program does to each of them. */
async function main(): Promise<void> {
    for (const stack of STACKS) {
        writeFileSync(graphFile(stack), written(await graphOf(stack)));
    }
}

void main();
