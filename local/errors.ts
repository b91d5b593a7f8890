/** A fault of the embedded control plane that its user can act on; the message is the whole report. */
export class ControlPlaneError extends Error {
    override readonly name = "ControlPlaneError";
}
