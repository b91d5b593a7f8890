import { spawnSync } from "node:child_process";
import { networkInterfaces } from "node:os";
import { UserError } from "../errors";

/**
 * The engine, its providers and its policy packs speak to each other over loopback. A fresh network namespace (as `unshare -n`
 * makes) has its loopback interface down and no other interface at all; only there is it switched on.
 *
 * @throws UserError when it is down and this user may not switch it on
 */
export function requireLoopback(): void {
    if (Object.keys(networkInterfaces()).length > 0) {
        return;
    }
    spawnSync("ip", ["link", "set", "lo", "up"], { stdio: "ignore" });
    if (Object.keys(networkInterfaces()).length > 0) {
        return;
    }
    throw new UserError(
        "No network interface is up, not even loopback (127.0.0.1), over which the engine speaks to its providers.\n" +
            "Next step: ip link set lo up",
    );
}
