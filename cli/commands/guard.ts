import { stringify } from "yaml";
import { admissionPolicies } from "../../policies/admission/admission-policies";
import { policyConfigFile, readPolicyConfig } from "../engine/policy-config";

/** The options of `platform guard`. */
export interface GuardOptions {
    /** CrossGuard config file. @default the preset prod */
    readonly policyConfig?: string;
    /** Namespaces in which nothing is refused, besides those of the system. @default none */
    readonly exemptNamespace?: readonly string[];
}

/** Writes the admission policies as YAML, for a cluster that the platform does not manage. Exit code 0. */
export function guard({ policyConfig, exemptNamespace }: GuardOptions): number {
    const packConfig = readPolicyConfig(policyConfigFile("prod", policyConfig));
    const options = exemptNamespace === undefined ? {} : { exemptNamespaces: exemptNamespace };
    const objects = admissionPolicies(packConfig, options).flatMap(({ policy, binding }) => [policy, binding]);
    const documents = objects.map((object) => stringify(object, { aliasDuplicateObjects: false, lineWidth: 0 }));
    process.stdout.write(documents.map((document) => `---\n${document}`).join(""));
    return 0;
}
