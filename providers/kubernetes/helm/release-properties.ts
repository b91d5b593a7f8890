import { differences } from "../../../core/engine/diff";
import { isMap, type PropertyMap, reveal, Secret, stringAt } from "../../../core/engine/values";
import { withSecretsOf } from "../properties";
import { valueFiles } from "./release";
import { type ReleaseState, resourceNames } from "./status";

/** The state of a release: its inputs, and what Helm made of them. */
export function releaseOutputs(inputs: PropertyMap, state: ReleaseState): PropertyMap {
    const name = stringAt(inputs, "name") ?? "";
    const namespace = stringAt(inputs, "namespace") ?? "default";
    return {
        ...inputs,
        resourceNames: resourceNames(state.manifest, namespace),
        status: {
            appVersion: state.appVersion,
            chart: state.chart,
            name,
            namespace,
            revision: state.revision,
            status: state.status,
            version: state.chartVersion,
        },
    };
}

/** The inputs as the release has them now: somebody may have upgraded it by hand, or rolled it back. */
export function observedInputs(state: ReleaseState, inputs: PropertyMap): PropertyMap {
    const observed = { ...inputs };
    const version = stringAt(inputs, "version");
    // A version may be a range; it drifted only when it named one version and that is not the one there.
    if (version !== undefined && /^v?\d+\.\d+\.\d+/.test(version) && bare(version) !== bare(state.chartVersion)) {
        observed.version = state.chartVersion;
    }
    // Files of values are merged by Helm; what came from them cannot be told apart.
    if (valueFiles(inputs).length > 0 || reveal(inputs.reuseValues) === true) {
        return observed;
    }
    const wanted = reveal(inputs.values);
    const values = isMap(wanted) ? wanted : {};
    if (differences(values, state.values, []).length > 0) {
        observed.values =
            inputs.values instanceof Secret ? new Secret(state.values) : withSecretsOf(state.values, inputs.values);
    }
    return observed;
}

/** The inputs of a release that is imported. Its values are secret: nothing tells which of them are not. */
export function importedInputs(state: ReleaseState, name: string, namespace: string): PropertyMap {
    return { name, namespace, chart: state.chart, version: state.chartVersion, values: new Secret(state.values) };
}

function bare(version: string): string {
    return version.replace(/^v/, "");
}
