import { BUILT_IN_GROUPS } from "../../core/facts/kubernetes/api-groups";
import { POD_TEMPLATES } from "../model/pod-templates";
import type { Rule, RuleConfig } from "../model/rule";
import { celPath, celText, celTexts } from "./cel";
import { podSpecOf } from "./pod-spec";

/** What the API server calls the objects of some kinds. */
export interface Target {
    readonly group: string;
    /** Plural names in lower case. A subresource is written with its parent. */
    readonly resources: readonly string[];
    /** @default "*": those outside of namespaces too */
    readonly scope?: "Namespaced";
}

/**
 * A rule of the pack in CEL, the language of the API server's own admission policies.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export interface AdmissionCheck {
    /** The rule whose verdict it gives. */
    readonly rule: Rule;
    /** What the targets are together, in the words of policy names. Checks about the same look at the same requests. */
    readonly about: string;
    readonly targets: readonly Target[];
    /**
     * CEL of what the rule reads in `object`, where it may use no variable. An update that leaves it as it is gets
     * through, so that controllers can still work on objects that are older than the rule.
     */
    readonly reads: (object: "object" | "oldObject") => string;
    /**
     * CEL of a list of texts, each of which tells one breach. It may use the variables of {@link VARIABLES}.
     *
     * @returns `undefined` when the rule asks for nothing with these parameters
     */
    readonly findings: (config: RuleConfig) => string | undefined;
    /**
     * The namespaces that the check is about.
     * @default all but those of the system
     */
    readonly namespaces?: (config: RuleConfig) => readonly string[];
    /** What not to look at among the targets. @default nothing */
    readonly exclude?: readonly Target[];
}

type CheckOf<Fields> = Fields & Pick<AdmissionCheck, "rule" | "findings">;

/**
 * A check of every pod, and of the template in every workload.
 *
 * @param check.kinds the kinds whose pods the rule is about. @default all
 * @param check.reads what the rule reads. @default the pod's spec
 */
export function podCheck({
    kinds,
    findings,
    ...check
}: CheckOf<{ readonly kinds?: readonly string[]; readonly reads?: AdmissionCheck["reads"] }>): AdmissionCheck {
    // Lists of templates are left to the pods that come of them.
    const templates = POD_TEMPLATES.filter(({ path }) => !path.includes("[*]"));
    const targets = toTargets(
        templates.flatMap((template) =>
            template.groups.flatMap((group) => template.kinds.map((kind) => `${group}/${kind}`)),
        ),
    );
    return {
        reads: podSpecOf,
        ...check,
        about: "workloads",
        targets,
        findings: (config) => {
            const found = findings(config);
            // All kinds are looked at, so that one policy holds the check and those of every kind.
            const ofKinds = kinds && found ? `(object.kind in ${celTexts(kinds)} ? ${found} : [])` : found;
            // What is advice for an agent is not refused, and no policy both refuses and warns.
            return check.rule.isMeantInAgents && ofKinds ? `(variables.isNodeAgent ? [] : ${ofKinds})` : ofKinds;
        },
    };
}

/** A check of every path of a node, of pods and of PersistentVolumes. */
export function hostPathCheck(check: CheckOf<object>): AdmissionCheck {
    const ofPods = podCheck(check);
    return {
        ...ofPods,
        about: "host-paths",
        targets: ofPods.targets.map((target) =>
            target.group === "" ? { ...target, resources: [...target.resources, "persistentvolumes"] } : target,
        ),
        reads: (object) =>
            `[${podSpecOf(object)}, ${["hostPath", "local"].map((type) => `dyn(dyn(${object}).?spec.?${type})`).join(", ")}]`,
    };
}

/** A check of the rule's own kinds. @param check.reads the fields that the rule reads, as {@link celPath} writes them */
export function kindCheck({ reads, ...check }: CheckOf<{ readonly reads: readonly string[] }>): AdmissionCheck {
    const targets = toTargets(check.rule.kinds ?? []);
    return {
        ...check,
        about: targets
            .flatMap(({ resources }) => resources)
            .filter((resource) => !resource.includes("/"))
            .join("-"),
        targets,
        reads: (object) => `[${reads.map((path) => celPath(`dyn(${object})`, path)).join(", ")}]`,
    };
}

/** Groups that serve no object of these kinds any more, or that are no API at all. */
const GONE = ["extensions", "helm.sh"];

/** The resources of kinds that are written `group/Kind`, by group. */
function toTargets(kinds: readonly string[]): readonly Target[] {
    const resources = new Map<string, Set<string>>();
    for (const [name = "", group = ""] of kinds.map((kind) => kind.split("/").reverse())) {
        const names = name === "Pod" ? ["pods", "pods/ephemeralcontainers"] : [plural(name)];
        resources.set(group, new Set([...(resources.get(group) ?? []), ...names]));
    }
    return [...resources]
        .filter(([group]) => !GONE.includes(group))
        .map(([group, names]) => ({ group, resources: [...names] }));
}

/** What the API calls objects of a kind: the plural in lower case. */
function plural(kind: string): string {
    const name = kind.toLowerCase();
    return name.endsWith("s") ? `${name}es` : /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/** Versions of a group: Kubernetes' own are converted to the stable one, which lets the API server check the types. */
export function versionsOf(group: string): readonly string[] {
    return BUILT_IN_GROUPS.has(group) ? ["v1"] : ["*"];
}

/** A text of CEL that begins with a container's name. */
export function ofContainer(text: string): string {
    return `"container " + strings.quote(c.?name.orValue("")) + ${celText(text)}`;
}
