import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { type Fault, show } from "../../core/faults/fault";
import { describeExemption, type Exemptions } from "../exemptions/exemption";
import type { PodTemplateLocation } from "../model/pod-templates";
import { type Finding, type RuleConfig, type RuleMetadata, textsOf } from "../model/rule";
import { userPaths } from "../model/user-folders";

/** What the pack as a whole is told by its configuration. CrossGuard has parameters of policies alone, so it is one. */
export const settingsRule: RuleMetadata = {
    id: "settings",
    title: "The pack's own settings are sound, and no exemption has expired.",
    severity: "high",
    category: "operations",
    level: "mandatory",
    rationale: "An exemption that nobody renews is a rule that nobody keeps.",
    fix: "Mend the cause and remove the exemption, or have its owner renew it.",
    sources: [],
    config: {
        exemptions: {
            description:
                "File of exemptions. A relative path starts at the pack's folder, or else at the one in which Pulumi runs.",
            type: "string",
        },
        podTemplates: {
            description:
                "Custom kinds that make pods, each as group/Kind=path of the pod template, " +
                "for example example.com/Fleet=spec.template. A step that ends in [*] stands for each element of a list.",
            type: "array",
            items: { type: "string" },
            default: [],
        },
    },
};

/** Reports exemptions that cover nothing any more. */
export const exemptionUnused: RuleMetadata = {
    id: "exemption-unused",
    title: "Every exemption is needed.",
    severity: "low",
    category: "operations",
    level: "advisory",
    rationale: "An exemption that covers nothing today covers somebody's mistake tomorrow.",
    fix: "Remove the exemption.",
    sources: [],
};

export interface Settings {
    readonly exemptions?: Exemptions;
    readonly podTemplates: readonly PodTemplateLocation[];
    readonly faults: readonly Fault[];
}

/**
 * Reads the pack's settings, and everything that is wrong with them.
 *
 * @param config the parameters of {@link settingsRule}
 * @param rules the ids that an exemption can name
 * @param today as `YYYY-MM-DD`
 */
export function readSettings(config: RuleConfig, rules: readonly string[], today: string): Settings {
    const faults: Fault[] = [];
    const podTemplates = textsOf(config, "podTemplates").flatMap((text) => {
        const location = parseLocation(text);
        if (location === undefined) {
            faults.push({
                path: "settings.podTemplates",
                received: show(text),
                allowed: "group/Kind=path, for example example.com/Fleet=spec.template",
                next: "Write the kind in this form.",
            });
        }
        return location ?? [];
    });
    const file = typeof config.exemptions === "string" ? config.exemptions : undefined;
    if (file === undefined) {
        return { podTemplates, faults };
    }
    const found = candidates(file).find((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
    if (found === undefined) {
        const allowed = "a file that exists";
        const next = `Looked for ${candidates(file).join(" and ")}: write the file, or correct the path.`;
        return {
            podTemplates,
            faults: [...faults, { path: "settings.exemptions", received: show(file), allowed, next }],
        };
    }
    // Most stacks have no exemptions, and the parser costs a tenth of the pack's start.
    const { readExemptions }: typeof import("../exemptions/read") = require("../exemptions/read");
    const read = readExemptions(file, readFileSync(found, "utf8"), rules, today);
    return read.exemptions === undefined
        ? { podTemplates, faults: [...faults, ...read.faults] }
        : { podTemplates, faults, exemptions: read.exemptions };
}

/** The faults of the settings, and the exemptions that are over. */
export function settingsFindings({ faults, exemptions }: Settings): readonly Finding[] {
    return [
        ...faults.map(({ path, received, allowed, next }) => ({
            path,
            message: `${received} is not allowed; allowed: ${allowed}. ${next.replace(/\.$/, "")}`,
        })),
        ...(exemptions?.expired ?? []).map((entry) => ({
            path: "",
            message: `${describeExemption(entry, exemptions?.file ?? "")} expired on ${entry.expires}`,
        })),
    ];
}

/** The exemptions that have covered nothing. */
export function unusedFindings(exemptions: Exemptions | undefined): readonly Finding[] {
    return (exemptions?.unused ?? []).map((entry) => ({
        path: "",
        message: `${describeExemption(entry, exemptions?.file ?? "")} covers nothing`,
    }));
}

function candidates(file: string): readonly string[] {
    return [...new Set([resolve(__dirname, "..", file), ...userPaths(file)])];
}

function parseLocation(text: string): PodTemplateLocation | undefined {
    const match =
        /^(?:([a-z0-9.-]+)\/)?([A-Z][A-Za-z0-9]*)=((?:[A-Za-z0-9_-]+(?:\[\*\])?)(?:\.[A-Za-z0-9_-]+(?:\[\*\])?)*)?$/.exec(
            text,
        );
    return match?.[2] === undefined ? undefined : { groups: [match[1] ?? ""], kinds: [match[2]], path: match[3] ?? "" };
}
