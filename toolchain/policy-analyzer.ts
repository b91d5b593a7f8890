import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { chmod, mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { findExecutables } from "./path-search";
import { pulumiHome } from "./plugins";

const LANGUAGE_HOST = "pulumi-language-nodejs";

/** Variable of the engine's environment with the port of an attached policy pack. */
export const PACK_PORT = "EKS_PLATFORM_PACK_PORT";

/**
 * What the engine runs for a Node.js policy pack when it has no Node.js language host: in the pack's folder, with the
 * engine's address, the pack's path and one `-option=value` per runtime option of PulumiPolicy.yaml.
 */
const SCRIPT = `#!/bin/sh
# Runs a Node.js policy pack for a Pulumi engine that has no Node.js language host.
set -eu
node_arguments=
for argument; do
    shift
    case $argument in
    -nodeargs=*) node_arguments=\${argument#-nodeargs=} ;;
    *) set -- "$@" "$argument" ;;
    esac
done
# Unquoted, because it holds several arguments.
exec node $node_arguments --eval 'require("@pulumi/pulumi/cmd/run-policy-pack")' -- run-policy-pack "$@"
`;

/**
 * What the engine runs for a policy pack that listens already: it tells the engine the port, and lasts until the engine ends it or is gone.
 */
const ATTACHING_SCRIPT = `#!/bin/sh
# Tells a Pulumi engine where a policy pack listens that eks-platform runs in a thread of its own.
set -eu
echo "$${PACK_PORT}"
exec cat > /dev/null
`;

/**
 * Makes policy packs work with a pulumi that was built from source. The official bundle runs them with its Node.js language
 * host; the Go modules do not contain that host, and the engine then looks for an analyzer plugin instead. It goes into the
 * plugin folder, because for one found on PATH the engine prints a warning on each run.
 *
 * @param pulumi the resolved pulumi
 * @param options `pulumiHome` is the PULUMI_HOME that the engine will run with
 * @default options `$PULUMI_HOME`, else `~/.pulumi`; and the PATH of this process
 */
export async function installPolicyAnalyzer(
    pulumi: { readonly path: string },
    options: { readonly pulumiHome?: string; readonly searchPath?: string } = {},
): Promise<void> {
    const home = options.pulumiHome ?? pulumiHome();
    if (hasLanguageHost(pulumi.path, home, options.searchPath ?? process.env.PATH ?? "")) {
        return;
    }
    await installAnalyzer(home, "nodejs", SCRIPT);
}

/**
 * Makes policy packs of the runtime `attached` work: those that listen on the port that the engine's environment names.
 *
 * @param home the PULUMI_HOME that the engine will run with
 */
export async function installAttachingAnalyzer(home: string): Promise<void> {
    await installAnalyzer(home, "attached", ATTACHING_SCRIPT);
}

async function installAnalyzer(home: string, runtime: string, script: string): Promise<void> {
    const folder = join(home, "plugins", `analyzer-policy-${runtime}-v1.0.0`);
    const file = join(folder, `pulumi-analyzer-policy-${runtime}`);
    if (existsSync(file) && readFileSync(file, "utf8") === script) {
        return;
    }
    await mkdir(folder, { recursive: true });
    const temporary = `${file}.${process.pid}`;
    await writeFile(temporary, script);
    await chmod(temporary, 0o755);
    await rename(temporary, file);
}

function hasLanguageHost(pulumi: string, home: string, searchPath: string): boolean {
    if (existsSync(join(dirname(realpathSync(pulumi)), LANGUAGE_HOST))) {
        return true;
    }
    if (findExecutables(LANGUAGE_HOST, searchPath).length > 0) {
        return true;
    }
    const plugins = join(home, "plugins");
    return existsSync(plugins) && readdirSync(plugins).some((name) => name.startsWith("language-nodejs-v"));
}
