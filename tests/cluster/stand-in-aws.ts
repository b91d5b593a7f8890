import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A folder for PATH with an `aws` that opens sessions as the real one does: by a process of its own that forwards a port. */
export interface StandInAws {
    readonly path: string;
    /** The arguments of each call. */
    calls(): readonly (readonly string[])[];
    /** The processes that forward or have forwarded. */
    pids(): readonly number[];
    /** What EC2 says of the instance from now on; undefined where it knows none. Before, it refuses to say. */
    instanceIs(state: string | undefined): void;
    /** Lets the next call of Session Manager find an instance whose agent has not come up. */
    failOnce(words: string): void;
}

const PLUGIN = `
const { appendFileSync, existsSync, readFileSync, rmSync } = require("node:fs");
const { connect, createServer } = require("node:net");
const [folder, target, ...args] = process.argv.slice(2);
appendFileSync(folder + "/calls", JSON.stringify(args) + "\\n");
if (args[0] === "ec2") {
    if (!existsSync(folder + "/instances")) {
        process.stderr.write("An error occurred (UnauthorizedOperation) when calling the DescribeInstances operation");
        process.exit(254);
    }
    process.stdout.write(readFileSync(folder + "/instances"));
    process.exit(0);
}
if (existsSync(folder + "/fail")) {
    process.stderr.write(readFileSync(folder + "/fail"));
    rmSync(folder + "/fail");
    process.exit(254);
}
appendFileSync(folder + "/pids", process.pid + "\\n");
const server = createServer((socket) => {
    const upstream = connect(Number(target), "127.0.0.1");
    for (const one of [socket, upstream]) one.on("error", () => { socket.destroy(); upstream.destroy(); });
    socket.pipe(upstream).pipe(socket);
});
server.listen(0, "127.0.0.1", () => {
    console.log("\\nStarting session with SessionId: operator-0123");
    console.log("Port " + server.address().port + " opened for sessionId operator-0123.");
    console.log("Waiting for connections...");
});
`;

/** @param target the port of 127.0.0.1 that sessions lead to */
export function standInAws(folder: string, target: number): StandInAws {
    const path = join(folder, "bin");
    mkdirSync(path);
    writeFileSync(join(folder, "plugin.cjs"), PLUGIN);
    // As the real one, it waits for the plugin, which would outlive it.
    const command = `"${process.execPath}" "${folder}/plugin.cjs" "${folder}" ${target} "$@"`;
    writeFileSync(join(path, "aws"), `#!/bin/sh\n${command}\nexit $?\n`);
    chmodSync(join(path, "aws"), 0o755);
    const lines = (name: string) =>
        existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8").trim().split("\n") : [];
    return {
        path,
        calls: () => lines("calls").map((line) => JSON.parse(line)),
        pids: () => lines("pids").map(Number),
        instanceIs: (state) => {
            const Reservations = state === undefined ? [] : [{ Instances: [{ State: { Name: state } }] }];
            writeFileSync(join(folder, "instances"), JSON.stringify({ Reservations }));
        },
        failOnce: (words) => writeFileSync(join(folder, "fail"), words),
    };
}
