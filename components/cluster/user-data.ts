/** What nodes are told at their start, by operating system. */
const WRITERS = { bottlerocket: bottlerocketSettings, al2023: shellPart } as const;

/**
 * User data that keeps kernel modules from being loaded, also by need; undefined for none. EKS and Karpenter add their own settings to it.
 *
 * @param modules names of modules
 * @see https://bottlerocket.dev/en/os/latest/#/api/settings/kernel/
 * @see https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html#launch-template-user-data
 */
export function userData(operatingSystem: keyof typeof WRITERS, modules: readonly string[]): string | undefined {
    return modules.length === 0 ? undefined : WRITERS[operatingSystem](modules);
}

function bottlerocketSettings(modules: readonly string[]): string {
    return modules.map((name) => `[settings.kernel.modules.${JSON.stringify(name)}]\nallowed = false\n`).join("\n");
}

const BOUNDARY = "eks-platform";

/** AL2023 reads several parts; the one with nodeadm's settings comes from EKS. */
function shellPart(modules: readonly string[]): string {
    const rules = modules.map((name) => `install ${name} /bin/false`).join("\n");
    return [
        "MIME-Version: 1.0",
        `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`,
        "",
        `--${BOUNDARY}`,
        'Content-Type: text/x-shellscript; charset="us-ascii"',
        "",
        "#!/bin/bash",
        "cat > /etc/modprobe.d/eks-platform.conf <<'RULES'",
        rules,
        "RULES",
        "",
        `--${BOUNDARY}--`,
        "",
    ].join("\n");
}
