import { instancePrice } from "../../../core/facts/aws/prices";
import { inputAt, numberOf, textOf } from "../../stack-resource";
import type { Pricer } from "../part";
import { volumeCharges } from "../volume-charges";

/** GiB of the root volume of Amazon Linux, which an instance gets that names no size. */
const IMAGE_GIB = 8;

/** One instance on demand with Linux, and its root volume. */
export const priceInstance: Pricer = (instance, { region }) => {
    const type = textOf(inputAt(instance, "instanceType"));
    if (type === undefined) {
        return [{ kind: "unknown", group: "nodes", detail: "its instance type is not known" }];
    }
    const root = volumeCharges(
        {
            type: textOf(inputAt(instance, "rootBlockDevice", "volumeType")) ?? "gp3",
            gib: numberOf(inputAt(instance, "rootBlockDevice", "volumeSize")) ?? IMAGE_GIB,
            iops: numberOf(inputAt(instance, "rootBlockDevice", "iops")),
            throughput: numberOf(inputAt(instance, "rootBlockDevice", "throughput")),
        },
        1,
        region,
    );
    const charge = { what: type, quantity: 1, price: instancePrice(type, region) };
    return [
        { kind: "priced", group: "nodes", name: "instance", charges: [charge] },
        root === undefined
            ? { kind: "unknown", group: "storage", name: "volume", detail: "the size of its root volume is not known" }
            : { kind: "priced", group: "storage", name: "volume", charges: root },
    ];
};
