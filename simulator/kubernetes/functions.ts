import { parseAllDocuments } from "yaml";
import { ProviderError } from "../../core/engine/errors";
import { isMap, type PropertyMap, type PropertyValue, stringAt } from "../../core/engine/values";

type KubernetesFunction = (args: PropertyMap) => PropertyMap;

const FUNCTIONS: ReadonlyMap<string, KubernetesFunction> = new Map(
    Object.entries<KubernetesFunction>({
        "kubernetes:yaml:decode": (args) => ({
            result: parseAllDocuments(stringAt(args, "text") ?? "")
                .map((document) => document.toJS() as PropertyValue)
                .filter(isMap),
        }),
    }),
);

/** @throws ProviderError for a function that the simulator does not know: it renders no charts */
export function kubernetesFunction(token: string): KubernetesFunction {
    const known = FUNCTIONS.get(token);
    if (!known) {
        throw new ProviderError(
            `the simulator does not know the function ${token}. Charts are simulated as kubernetes:helm.sh/v3:Release only.`,
        );
    }
    return known;
}
