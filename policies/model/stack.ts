import type { Subject } from "./rule";

/** Everything that a stack holds, to look up what one resource says of another. */
export class Stack {
    constructor(readonly subjects: readonly Subject[]) {}
}
