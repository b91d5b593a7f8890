import limits from "./data/limits.json";

/** The types of volumes that a tier can have. */
export const VOLUME_TYPES = ["gp3", "io2", "st1", "sc1"] as const;

/** The name that AWS gives a type of volume. */
export type VolumeType = (typeof VOLUME_TYPES)[number];

/** Lowest and highest value that AWS takes. */
export type Range = readonly [number, number];

/** What AWS takes for a type of volume. */
export interface VolumeLimits {
    /** Sizes in GiB. */
    readonly size: Range;
    /** Provisioned IOPS; undefined where the type takes none. */
    readonly iops: Range | undefined;
    /** Throughput in MiB/s; undefined where the type takes none. */
    readonly throughput: Range | undefined;
    /** Most IOPS for each GiB; undefined where the type takes none. */
    readonly iopsPerGib: number | undefined;
}

const { gp3, io2, st1, sc1 } = limits.volumes;

/**
 * The ranges are those of EC2's model; the IOPS for each GiB are AWS's documentation's.
 *
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html
 */
export const VOLUME_LIMITS: Readonly<Record<VolumeType, VolumeLimits>> = {
    gp3: { size: range(gp3.sizeGiB), iops: range(gp3.iops), throughput: range(gp3.throughput), iopsPerGib: 500 },
    io2: { size: range(io2.sizeGiB), iops: range(io2.iops), throughput: undefined, iopsPerGib: 1000 },
    st1: { size: range(st1.sizeGiB), iops: undefined, throughput: undefined, iopsPerGib: undefined },
    sc1: { size: range(sc1.sizeGiB), iops: undefined, throughput: undefined, iopsPerGib: undefined },
};

/** The IOPS and the MiB/s that a gp3 volume has at any size; the fewest that can be provisioned are these. */
export const GP3_BASELINE = { iops: range(gp3.iops)[0], throughput: range(gp3.throughput)[0] };

const GIBIBYTE = 2 ** 30;

/**
 * What AWS would take instead of a volume's size; undefined where it takes the size.
 *
 * @param bytes the size that a claim asks for; the driver makes whole GiB of it
 */
export function volumeProblem(
    { type, iops = 0 }: { readonly type: VolumeType; readonly iops?: number | undefined },
    bytes: number,
): string | undefined {
    const { size, iopsPerGib } = VOLUME_LIMITS[type];
    const gib = Math.ceil(bytes / GIBIBYTE);
    if (gib < size[0]) {
        return `at least ${size[0]}Gi, the smallest ${type} volume that AWS makes`;
    }
    if (gib > size[1]) {
        return `at most ${size[1]}Gi, the largest ${type} volume that AWS makes`;
    }
    const free = type === "gp3" ? GP3_BASELINE.iops : 0;
    if (iopsPerGib === undefined || iops <= Math.max(free, gib * iopsPerGib)) {
        return undefined;
    }
    return `at least ${Math.ceil(iops / iopsPerGib)}Gi for the tier's ${iops} IOPS: AWS gives ${type} volumes at most ${iopsPerGib} for each GiB`;
}

function range([low, high]: readonly number[]): Range {
    if (low === undefined || high === undefined) {
        throw new Error("core/facts/aws/data/limits.json has a range without two ends");
    }
    return [low, high];
}
