/** A kind of objects, as its objects name it. */
export interface DrainedKind {
    /** For example `elbv2.k8s.aws/v1beta1`. */
    readonly apiVersion: string;
    readonly kind: string;
    /**
     * Key of a label by which the add-on marks those that it has made for another object: they go with that one.
     *
     * @default it makes none
     */
    readonly followsBy?: RegExp;
}
