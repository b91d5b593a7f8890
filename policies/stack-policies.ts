import type { StackValidationPolicy } from "@pulumi/policy";
import { policyMetadata } from "./adapters/policy-metadata";
import { reportOpen } from "./adapters/report-open";
import type { Relation } from "./model/relation";
import type { PackState } from "./pack-state";
import { RELATIONS } from "./relations";
import { EXEMPTION_UNUSED, unusedFindings } from "./settings";
import { UNDETERMINED_RELATION } from "./undetermined";
import { describe, relationVerdict } from "./verdict";

/** The policies over the whole stack. The SDK runs them in this order: what is undetermined or unused, last. */
export function stackPolicies(state: PackState): readonly StackValidationPolicy[] {
    return [
        ...RELATIONS.map((relation) => relationPolicy(relation, state)),
        undeterminedPolicy(state),
        unusedPolicy(state),
    ];
}

function relationPolicy(relation: Relation, state: PackState): StackValidationPolicy {
    return {
        ...policyMetadata(relation),
        validateStack: async (args, report) => {
            const stack = await state.readStack(args.resources);
            const { findings, undetermined } = relationVerdict(relation, stack, args.getConfig(), state.context);
            for (const finding of findings) {
                report(describe(relation, finding, finding.resource), finding.resource.urn);
            }
            for (const { resource, paths } of undetermined) {
                state.openRelations.add(resource.urn ?? "", relation, paths);
            }
        },
    };
}

function undeterminedPolicy(state: PackState): StackValidationPolicy {
    return {
        ...policyMetadata(UNDETERMINED_RELATION),
        validateStack: (args, report) => {
            for (const urn of state.openRelations.urns) {
                reportOpen(report, UNDETERMINED_RELATION, state.openRelations.take(urn), args.getConfig(), urn);
            }
        },
    };
}

function unusedPolicy(state: PackState): StackValidationPolicy {
    return {
        ...policyMetadata(EXEMPTION_UNUSED),
        validateStack: (_, report) => {
            for (const finding of unusedFindings(state.context.exemptions)) {
                report(describe(EXEMPTION_UNUSED, finding));
            }
        },
    };
}
