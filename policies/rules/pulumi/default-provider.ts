import { resourceRule, textsOf } from "../../model/rule";

/** @see https://www.pulumi.com/docs/iac/concepts/resources/providers/ */
export const defaultProvider = resourceRule({
    id: "default-provider",
    title: "Resources are managed by a provider of the program's own.",
    severity: "high",
    category: "security",
    level: "mandatory",
    rationale: "A default provider takes account, region and cluster from whatever machine runs the program.",
    fix: "Pass provider, or providers on a parent component.",
    sources: [],
    config: {
        packages: {
            description: "Packages whose default provider is refused.",
            type: "array",
            items: { type: "string" },
            default: ["aws", "kubernetes"],
        },
    },
    *check({ provider, type }, { config }) {
        const name = provider?.type.replace("pulumi:providers:", "") ?? "";
        if (provider?.name.startsWith("default") === true && textsOf(config, "packages").includes(name)) {
            yield { path: "", message: `${type} is managed by ${name}'s default provider (${provider.name})` };
        }
    },
});
