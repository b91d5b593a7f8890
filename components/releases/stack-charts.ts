import type { PlatformConfig } from "../config";
import { CHARTS, type Chart } from "./charts";

/** The pinned charts that the releases of a stack install. */
export function chartsOf({ kind, calico, ingress }: PlatformConfig): readonly Chart[] {
    return [
        ...(calico.enabled ? [CHARTS.calicoCrds, CHARTS.tigeraOperator] : []),
        ...(ingress.enabled && kind === "eks" ? [CHARTS.awsLoadBalancerController] : []),
        ...(ingress.enabled ? [CHARTS.traefik] : []),
    ];
}
