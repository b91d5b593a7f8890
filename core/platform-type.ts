/** The type of the component that the whole of a stack is a part of. */
export const PLATFORM_TYPE = "eks-platform:index:Platform";
