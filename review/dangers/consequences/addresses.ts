import { textIn } from "../states";
import { type Derivation, isGone } from "./consequence";

/** What others know by an address that does not come back. */
const ADDRESSES: ReadonlyMap<string, string> = new Map([
    ["aws:ec2/eip:Eip", "its address goes, and does not come back: who lets it in by that has to know"],
    ["aws:lb/loadBalancer:LoadBalancer", "its name in DNS goes, and another has another"],
    ["aws:apigatewayv2/api:Api", "its address goes, and another has another"],
    [
        "kubernetes:networking.k8s.io/v1:Ingress",
        "its address goes for a while, or for good where its controller makes a load balancer for it",
    ],
]);

const SERVICE = "kubernetes:core/v1:Service";

/** An address that goes loses no data, but who knows it finds nothing there. */
export const lostAddress: Derivation = (resource) => {
    if (!isGone(resource)) {
        return undefined;
    }
    const { type, old } = resource;
    const loss =
        type === SERVICE && textIn(old, "spec.type") === "LoadBalancer"
            ? "its load balancer goes, and another has another address"
            : ADDRESSES.get(type);
    return loss === undefined ? undefined : { loss };
};
