/** Release of the five services; they are released together. */
const RELEASE = "1.6.2";

/** Image of one of the sample's own services. */
export function sampleImage(service: "ui" | "catalog" | "cart" | "orders" | "checkout"): string {
    return `public.ecr.aws/aws-containers/retail-store-sample-${service}:${RELEASE}`;
}

/** The user that the sample's images are built for. */
export const SAMPLE_USER = 1000;
