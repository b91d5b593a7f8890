import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A comment or an issue as GitHub keeps it. */
interface Written {
    readonly id: number;
    readonly number: number;
    title?: string;
    body: string;
    state: string;
    readonly user: { readonly login: string };
}

/** As much of GitHub as the scripts of the workflows ask for, with pages of the size that is asked. */
export class GithubServer {
    /** What was asked, as `POST /issues/7/comments`. */
    readonly requests: string[] = [];
    readonly comments = new Map<string, Written[]>();
    readonly issues: Written[] = [];
    readonly pulls = new Map<string, { readonly state: string; readonly head: { readonly sha: string } }>();
    /** How many of the next requests fail as a server does that is being restarted. */
    failures = 0;
    private next = 1;
    private readonly server: Server = createServer((request, response) => {
        void this.answer(request).then(([status, body]) => {
            response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
        });
    });

    async start(): Promise<Readonly<Record<string, string>>> {
        await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
        const { port } = this.server.address() as AddressInfo;
        return {
            GITHUB_API_URL: `http://127.0.0.1:${port}`,
            GITHUB_SERVER_URL: "https://github.com",
            GITHUB_REPOSITORY: "team/platform",
            GITHUB_RUN_ID: "42",
            GITHUB_TOKEN: "t0ken",
        };
    }

    close(): void {
        this.server.close();
    }

    write(body: string, login = "github-actions[bot]", title?: string): Written {
        const id = this.next++;
        return { id, number: id, body, state: "open", user: { login }, ...(title !== undefined && { title }) };
    }

    private async answer(request: IncomingMessage): Promise<readonly [status: number, body: unknown]> {
        const { pathname, searchParams } = new URL(request.url ?? "", "http://github");
        const path = pathname.replace("/repos/team/platform", "");
        this.requests.push(`${request.method} ${path}`);
        if (this.failures > 0) {
            this.failures -= 1;
            return [502, { message: "try again" }];
        }
        if (request.headers.authorization !== "Bearer t0ken") {
            return [401, { message: "no token" }];
        }
        const sent = await bodyOf(request);
        const page = (all: readonly unknown[]) => {
            const [size, at] = [Number(searchParams.get("per_page") ?? 30), Number(searchParams.get("page") ?? 1)];
            return [200, all.slice(size * (at - 1), size * at)] as const;
        };
        const [, folder, id = "", below] = path.split("/");
        if (folder === "pulls") {
            const pull = this.pulls.get(id);
            return pull === undefined ? [404, { message: "not found" }] : [200, pull];
        }
        if (below === "comments") {
            const comments = this.comments.get(id) ?? [];
            this.comments.set(id, comments);
            return request.method === "GET" ? page(comments) : [201, add(comments, this.write(sent.body ?? ""))];
        }
        if (id === "comments") {
            const comment = [...this.comments.values()].flat().find((one) => String(one.id) === below);
            return comment === undefined ? [404, {}] : [200, Object.assign(comment, sent)];
        }
        if (id === "") {
            return request.method === "GET"
                ? page(this.issues.filter(({ state }) => state === "open"))
                : [201, add(this.issues, this.write(sent.body ?? "", undefined, sent.title))];
        }
        const issue = this.issues.find(({ number }) => String(number) === id);
        return issue === undefined ? [404, {}] : [200, Object.assign(issue, sent)];
    }
}

function add(all: Written[], one: Written): Written {
    all.push(one);
    return one;
}

async function bodyOf(request: IncomingMessage): Promise<Partial<Written>> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
        chunks.push(chunk as Buffer);
    }
    const text = Buffer.concat(chunks).toString();
    return text === "" ? {} : JSON.parse(text);
}
