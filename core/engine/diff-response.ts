import { DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import type { DiffResult, PropertyDifference } from "./provider";

/** The engine's form of a diff, with each changed path and whether it calls for a replacement. */
export function diffResponse(result: DiffResult): DiffResponse {
    const response = new DiffResponse();
    const { differences } = result;
    response.setChanges(
        differences.length === 0 ? DiffResponse.DiffChanges.DIFF_NONE : DiffResponse.DiffChanges.DIFF_SOME,
    );
    response.setHasdetaileddiff(true);
    response.setDeletebeforereplace(result.deleteBeforeReplace ?? false);
    response.setDiffsList(unique(differences.map(({ path }) => topLevel(path))));
    response.setReplacesList(unique(differences.filter(({ replace }) => replace).map(({ path }) => topLevel(path))));
    const detailed = response.getDetaileddiffMap();
    for (const difference of differences) {
        const detail = new PropertyDiff();
        detail.setKind(kind(difference));
        detail.setInputdiff(true);
        detailed.set(difference.path, detail);
    }
    return response;
}

function kind({ kind, replace }: PropertyDifference): PropertyDiff.Kind {
    switch (kind) {
        case "add":
            return replace ? PropertyDiff.Kind.ADD_REPLACE : PropertyDiff.Kind.ADD;
        case "delete":
            return replace ? PropertyDiff.Kind.DELETE_REPLACE : PropertyDiff.Kind.DELETE;
        case "update":
            return replace ? PropertyDiff.Kind.UPDATE_REPLACE : PropertyDiff.Kind.UPDATE;
    }
}

function topLevel(path: string): string {
    return path.split(/[.[]/, 1)[0] ?? path;
}

function unique(values: readonly string[]): string[] {
    return [...new Set(values)];
}
