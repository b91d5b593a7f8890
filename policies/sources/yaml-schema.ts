import {
    boolYaml11Tag,
    defineScalarTag,
    mapTag,
    mergeTag,
    NOT_RESOLVED,
    nullYaml11Tag,
    Schema,
    seqTag,
    strTag,
} from "js-yaml";

const DIGITS = [..."+-.0123456789"];
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const INTEGER = /^([-+]?)(?:0b([01]+)|0x([0-9a-fA-F]+)|0o?([0-7]+)|(0|[1-9][0-9]*))$/i;

const int = defineScalarTag<number>("tag:yaml.org,2002:int", {
    implicit: true,
    implicitFirstChars: DIGITS,
    resolve: (source) => {
        const [, sign, binary, hex, octal, decimal] = INTEGER.exec(source.replaceAll("_", "")) ?? [];
        const digits = binary ?? hex ?? octal ?? decimal;
        if (digits === undefined) {
            return NOT_RESOLVED;
        }
        const radix = binary !== undefined ? 2 : hex !== undefined ? 16 : octal !== undefined ? 8 : 10;
        const size = Number.parseInt(digits, radix);
        return sign === "-" ? -size : size;
    },
    identify: () => false,
});

const float = defineScalarTag<number>("tag:yaml.org,2002:float", {
    implicit: true,
    implicitFirstChars: DIGITS,
    resolve: (source) => {
        const plain = source.startsWith(".") ? source : source.replaceAll("_", "");
        const size = FLOAT.test(plain) ? Number(plain) : Number.POSITIVE_INFINITY;
        return Number.isFinite(size) ? size : NOT_RESOLVED;
    },
    identify: () => false,
});

const binary = defineScalarTag<string>("tag:yaml.org,2002:binary", {
    resolve: (source) => Buffer.from(source, "base64").toString("utf8"),
    identify: () => false,
});

/** What the scalars of a manifest mean: YAML 1.1 as Kubernetes reads it. */
export const KUBERNETES = new Schema([
    mapTag,
    seqTag,
    strTag,
    nullYaml11Tag,
    boolYaml11Tag,
    int,
    float,
    mergeTag,
    binary,
    ...["tag:yaml.org,2002:", "!"].flatMap((tagName) => [
        { ...mapTag, tagName, matchByTagPrefix: true },
        { ...seqTag, tagName, matchByTagPrefix: true },
        { ...strTag, tagName, matchByTagPrefix: true },
    ]),
]);
