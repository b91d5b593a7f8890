import { type Judgement, judgeWhole } from "../../policies/judging/judge-all";
import type { Judged } from "../../policies/judging/judged";
import type { JudgeSettings } from "../../policies/judging/stack-judge";
import type { RawResource } from "../../policies/model/resource";
import { labelOf } from "../../policies/report/label";
import { identityOf } from "../../policies/report/report";
import type { ReviewExemption, ReviewFinding } from "../model/finding";

/** What the policies say of a stack at one time. */
export interface Found {
    readonly findings: readonly FoundOnce[];
    readonly exemptions: readonly ReviewExemption[];
    /** Container images of all pods, those of opened Helm releases too. */
    readonly images: readonly string[];
}

/** A finding that nothing is compared with yet. */
export interface FoundOnce {
    readonly finding: Omit<ReviewFinding, "status">;
    /** Tells its resource from all others, and stays the same when the stack changes. */
    readonly identity: string;
}

/**
 * Judges a stack by the rules.
 *
 * @param resources in the order of the stack
 * @param file that its resources come from: the stack's settings
 */
export async function judgeStack(
    resources: readonly RawResource[],
    settings: JudgeSettings,
    file: string,
): Promise<Found> {
    const { judged, subjects, exempted } = await judgeWhole(resources, settings);
    return {
        findings: judged.map((one) => ({ finding: findingOf(one, file), identity: identityOf(one.resource) })),
        exemptions: exempted.map(exemptionOf),
        images: imagesOf(subjects),
    };
}

function findingOf({ rule, level, path, message, resource }: Judged, file: string): FoundOnce["finding"] {
    return {
        ...{ rule: rule.id, title: rule.title, level, severity: rule.severity },
        ...(resource?.urn !== undefined && { urn: resource.urn }),
        ...{ resource: labelOf(resource), path, message, fix: rule.fix, file },
    };
}

function exemptionOf({ exemption, findings }: Judgement["exempted"][number]): ReviewExemption {
    const { rule, resource, owner, reason, expires } = exemption;
    const pattern =
        typeof resource === "string"
            ? resource
            : `${resource.kind} ${resource.namespace === undefined ? "" : `${resource.namespace}/`}${resource.name}`;
    return { rule, resource: pattern, owner, reason, expires, applies: findings };
}

function imagesOf(subjects: Judgement["subjects"]): readonly string[] {
    const images = subjects
        .flatMap(({ pods }) => pods)
        .flatMap(({ containers }) => containers.map((container) => container.at("image").text));
    return [...new Set(images.filter((image) => image !== undefined))].sort();
}
