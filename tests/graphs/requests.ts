import { requestsOf, STACKS } from "./graph";

/** Prints the requests for a stack as they go over the wire, and which files have changed the SDK. Usage: requests.ts STACK. */
async function main(name: string | undefined): Promise<void> {
    const stack = STACKS.find((known) => known === name);
    if (stack === undefined) {
        throw new Error(`There is no stack ${name}; choose of ${STACKS.join(", ")}.`);
    }
    const bytes = (await requestsOf(stack)).map((request) => Buffer.from(request.serializeBinary()).toString("base64"));
    const patches = Object.keys(require.cache).filter(
        (file) => /\bbin.[\w-]+\.cjs$/.test(file) && !file.endsWith("register.cjs"),
    );
    process.stdout.write(JSON.stringify({ patches, requests: bytes.toSorted() }));
}

void main(process.argv[2]);
