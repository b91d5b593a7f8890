import {
    AnalyzeDiagnostic,
    AnalyzeResponse,
    PolicyNotApplicable,
    RemediateResponse,
    Remediation,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { describe } from "../judging/describe";
import type { Judged } from "../judging/judged";
import type { Remedy } from "../judging/stack-judge";
import type { RuleMetadata } from "../model/rule";
import { LEVELS, type PackName, SEVERITIES } from "./info";

/** The verdicts on one resource. Without a URN the engine takes the resource that it asked about. */
export function resourceResponse(pack: PackName, judged: readonly Judged[]): AnalyzeResponse {
    return responseOf(judged.map((one) => diagnostic(pack, one)));
}

/** The verdicts on the stack as a whole. */
export function stackResponse(pack: PackName, judged: readonly Judged[]): AnalyzeResponse {
    return responseOf(judged.map((one) => diagnostic(pack, one, one.resource?.urn)));
}

function responseOf(diagnostics: AnalyzeDiagnostic[]): AnalyzeResponse {
    const response = new AnalyzeResponse();
    response.setDiagnosticsList(diagnostics);
    return response;
}

/** What the rules at the level `remediate` have made of a resource, one after the other. */
export function remediateResponse(pack: PackName, remedies: readonly Remedy[]): RemediateResponse {
    const response = new RemediateResponse();
    response.setRemediationsList(remedies.map((remedy) => remediation(pack, remedy)));
    return response;
}

/** The rules that have nothing to say of a resource: the engine counts every other one as kept. */
export function notApplicableResponse<Response extends AnalyzeResponse | RemediateResponse>(
    response: Response,
    rules: readonly RuleMetadata[],
): Response {
    response.setNotApplicableList(
        rules.map(({ id }) => {
            const message = new PolicyNotApplicable();
            message.setPolicyName(id);
            return message;
        }),
    );
    return response;
}

function diagnostic(pack: PackName, { rule, level, resource, ...finding }: Judged, urn?: string): AnalyzeDiagnostic {
    const message = new AnalyzeDiagnostic();
    message.setPolicyname(rule.id);
    message.setPolicypackname(pack.name);
    message.setPolicypackversion(pack.version);
    message.setDescription(rule.title);
    message.setMessage(`${rule.title}\n${describe(rule, finding, resource)}`);
    message.setEnforcementlevel(LEVELS[level]);
    message.setSeverity(SEVERITIES[rule.severity]);
    if (urn !== undefined) {
        message.setUrn(urn);
    }
    return message;
}

function remediation(pack: PackName, { rule, props }: Remedy): Remediation {
    const message = new Remediation();
    message.setPolicyname(rule.id);
    message.setPolicypackname(pack.name);
    message.setPolicypackversion(pack.version);
    message.setDescription(rule.title);
    message.setProperties(Struct.fromJavaScript(props as Record<string, JavaScriptValue>));
    return message;
}
