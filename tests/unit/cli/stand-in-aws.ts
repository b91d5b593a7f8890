import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** An `aws` of a test, in front of others on PATH. */
export class StandInAws {
    readonly folder = mkdtempSync(join(tmpdir(), "eks-platform-aws-"));
    private readonly path = process.env.PATH;

    constructor() {
        process.env.PATH = `${this.folder}${delimiter}${this.path}`;
    }

    /** @param body a program of Node.js, which finds the arguments in `args` and the value of one in `valueOf("--name")` */
    answers(body: string): void {
        const script = `#!${process.execPath}
const args = process.argv.slice(2);
const valueOf = (option) => args[args.indexOf(option) + 1];
require("node:fs").appendFileSync(${JSON.stringify(join(this.folder, "calls"))}, JSON.stringify(args) + "\\n");
${body}
`;
        writeFileSync(join(this.folder, "aws"), script);
        chmodSync(join(this.folder, "aws"), 0o755);
    }

    /** The arguments of each call. */
    calls(): readonly (readonly string[])[] {
        const file = join(this.folder, "calls");
        return existsSync(file)
            ? readFileSync(file, "utf8")
                  .trim()
                  .split("\n")
                  .map((line) => JSON.parse(line))
            : [];
    }

    forgetCalls(): void {
        rmSync(join(this.folder, "calls"), { force: true });
    }

    close(): void {
        process.env.PATH = this.path;
        rmSync(this.folder, { recursive: true, force: true });
    }
}
