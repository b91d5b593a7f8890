import type { Rule } from "../model/rule";
import { ecrEncryption } from "./ecr/ecr-encryption";
import { ecrImmutableTags } from "./ecr/ecr-immutable-tags";
import { ecrScanOnPush } from "./ecr/ecr-scan-on-push";
import { awsAuthAdmin } from "./eks/aws-auth-admin";
import { eksAccessMode } from "./eks/eks-access-mode";
import { eksAddonPinned } from "./eks/eks-addon-pinned";
import { eksClusterAdminAccess } from "./eks/eks-cluster-admin-access";
import { eksControlPlaneLogs } from "./eks/eks-control-plane-logs";
import { eksCreatorAdmin } from "./eks/eks-creator-admin";
import { eksDeletionProtection } from "./eks/eks-deletion-protection";
import { eksPrivateEndpoint } from "./eks/eks-private-endpoint";
import { eksPublicEndpoint } from "./eks/eks-public-endpoint";
import { eksSecretsEncryption } from "./eks/eks-secrets-encryption";
import { eksSupportedVersion } from "./eks/eks-supported-version";
import { eksVpcCniNetworkPolicy } from "./eks/eks-vpc-cni-network-policy";
import { launchTemplateMetadata } from "./eks/launch-template-metadata";
import { launchTemplateVolumes } from "./eks/launch-template-volumes";
import { nodeGroupLaunchTemplate } from "./eks/node-group-launch-template";
import { nodeGroupRemoteAccess } from "./eks/node-group-remote-access";
import { gatewayTls } from "./gateways/gateway-tls";
import { helmAtomic } from "./helm/helm-atomic";
import { helmChartPinned } from "./helm/helm-chart-pinned";
import { helmCreateNamespace } from "./helm/helm-create-namespace";
import { helmRepository } from "./helm/helm-repository";
import { helmSkipCrds } from "./helm/helm-skip-crds";
import { iamAdministrator } from "./iam/iam-administrator";
import { iamDecryptAll } from "./iam/iam-decrypt-all";
import { iamManagedAdministrator } from "./iam/iam-managed-administrator";
import { iamPassRole } from "./iam/iam-pass-role";
import { iamServiceWildcard } from "./iam/iam-service-wildcard";
import { iamTrustPolicy } from "./iam/iam-trust-policy";
import { iamUser } from "./iam/iam-user";
import { publicResourcePolicy } from "./iam/public-resource-policy";
import { imageDigest } from "./images/image-digest";
import { imagePinned } from "./images/image-pinned";
import { imagePullPolicy } from "./images/image-pull-policy";
import { imageRegistry } from "./images/image-registry";
import { ingressHost } from "./ingress/ingress-host";
import { ingressHttpsOnly } from "./ingress/ingress-https-only";
import { ingressNginxRetired } from "./ingress/ingress-nginx-retired";
import { ingressSnippet } from "./ingress/ingress-snippet";
import { ingressTls } from "./ingress/ingress-tls";
import { kmsDeletionWindow } from "./kms/kms-deletion-window";
import { kmsKeyEnabled } from "./kms/kms-key-enabled";
import { kmsPolicyLockout } from "./kms/kms-policy-lockout";
import { kmsRotation } from "./kms/kms-rotation";
import { namespacePodSecurity } from "./namespaces/namespace-pod-security";
import { defaultSecurityGroup } from "./network/default-security-group";
import { listenerTls } from "./network/listener-tls";
import { loadBalancerDeletionProtection } from "./network/load-balancer-deletion-protection";
import { loadBalancerInvalidHeaders } from "./network/load-balancer-invalid-headers";
import { loadBalancerLogs } from "./network/load-balancer-logs";
import { logGroupEncrypted } from "./network/log-group-encrypted";
import { logGroupRetention } from "./network/log-group-retention";
import { networkAclOpen } from "./network/network-acl-open";
import { securityGroupDescription } from "./network/security-group-description";
import { securityGroupEgress } from "./network/security-group-egress";
import { securityGroupOpen } from "./network/security-group-open";
import { subnetPublicAddress } from "./network/subnet-public-address";
import { psaAllowPrivilegeEscalation } from "./pod-security/psa-allowPrivilegeEscalation";
import { psaAppArmorProfile } from "./pod-security/psa-appArmorProfile";
import { psaCapabilitiesBaseline } from "./pod-security/psa-capabilities_baseline";
import { psaCapabilitiesRestricted } from "./pod-security/psa-capabilities_restricted";
import { psaHostNamespaces } from "./pod-security/psa-hostNamespaces";
import { psaHostPathVolumes } from "./pod-security/psa-hostPathVolumes";
import { psaHostPorts } from "./pod-security/psa-hostPorts";
import { psaHostProbesAndHostLifecycle } from "./pod-security/psa-hostProbesAndHostLifecycle";
import { psaPrivileged } from "./pod-security/psa-privileged";
import { psaProcMount } from "./pod-security/psa-procMount";
import { psaProcMountRestricted } from "./pod-security/psa-procMount_restricted";
import { psaRestrictedVolumes } from "./pod-security/psa-restrictedVolumes";
import { psaRunAsNonRoot } from "./pod-security/psa-runAsNonRoot";
import { psaRunAsUser } from "./pod-security/psa-runAsUser";
import { psaSeccompProfileBaseline } from "./pod-security/psa-seccompProfile_baseline";
import { psaSeccompProfileRestricted } from "./pod-security/psa-seccompProfile_restricted";
import { psaSeLinuxOptions } from "./pod-security/psa-seLinuxOptions";
import { psaSysctls } from "./pod-security/psa-sysctls";
import { psaWindowsHostProcess } from "./pod-security/psa-windowsHostProcess";
import { containerRuntimeSocket } from "./pods/container-runtime-socket";
import { controlPlanePlacement } from "./pods/control-plane-placement";
import { cpuLimit } from "./pods/cpu-limit";
import { defaultServiceAccount } from "./pods/default-service-account";
import { duplicateEnv } from "./pods/duplicate-env";
import { duplicatePort } from "./pods/duplicate-port";
import { ephemeralStorageLimit } from "./pods/ephemeral-storage-limit";
import { highGroupId } from "./pods/high-group-id";
import { highUserId } from "./pods/high-user-id";
import { hostPathSensitive } from "./pods/host-path-sensitive";
import { hostPathWritable } from "./pods/host-path-writable";
import { identicalProbes } from "./pods/identical-probes";
import { livenessProbe } from "./pods/liveness-probe";
import { memoryLimit } from "./pods/memory-limit";
import { nodeName } from "./pods/node-name";
import { priorityClass } from "./pods/priority-class";
import { probePort } from "./pods/probe-port";
import { readOnlyRootFilesystem } from "./pods/read-only-root-filesystem";
import { readinessProbe } from "./pods/readiness-probe";
import { resourceQuantities } from "./pods/resource-quantities";
import { resourceRequests } from "./pods/resource-requests";
import { rootGroup } from "./pods/root-group";
import { seccompAnnotation } from "./pods/seccomp-annotation";
import { serviceAccountTokenMount } from "./pods/service-account-token-mount";
import { sshPort } from "./pods/ssh-port";
import { systemPriorityClass } from "./pods/system-priority-class";
import { terminationGrace } from "./pods/termination-grace";
import { tolerationAll } from "./pods/toleration-all";
import { topologySpreadSelector } from "./pods/topology-spread-selector";
import { defaultProvider } from "./pulumi/default-provider";
import { ignoredSecurity } from "./pulumi/ignored-security";
import { protectedState } from "./pulumi/protected-state";
import { rbacAdminBinding } from "./rbac/rbac-admin-binding";
import { rbacAggregation } from "./rbac/rbac-aggregation";
import { rbacDefaultAccount } from "./rbac/rbac-default-account";
import { rbacEscalation } from "./rbac/rbac-escalation";
import { rbacPodCreation } from "./rbac/rbac-pod-creation";
import { rbacSecretsRead } from "./rbac/rbac-secrets-read";
import { rbacWildcard } from "./rbac/rbac-wildcard";
import { databaseWithoutPassword } from "./secrets/database-without-password";
import { secretFromEnvironment } from "./secrets/secret-from-environment";
import { secretInArguments } from "./secrets/secret-in-arguments";
import { secretInConfigMap } from "./secrets/secret-in-configmap";
import { secretInEnvironment } from "./secrets/secret-in-environment";
import { secretLiteral } from "./secrets/secret-literal";
import { serviceAccountTokenSecret } from "./secrets/service-account-token-secret";
import { loadBalancerAccessLog } from "./services/load-balancer-access-log";
import { loadBalancerTlsPolicy } from "./services/load-balancer-tls-policy";
import { serviceExternalIps } from "./services/service-external-ips";
import { serviceLoadBalancerTls } from "./services/service-load-balancer-tls";
import { serviceNodePort } from "./services/service-node-port";
import { servicePublicLoadBalancer } from "./services/service-public-load-balancer";
import { ebsDefaultEncryption } from "./storage/ebs-default-encryption";
import { ebsVolumeEncrypted } from "./storage/ebs-volume-encrypted";
import { ebsVolumeKey } from "./storage/ebs-volume-key";
import { efsAccessPoint } from "./storage/efs-access-point";
import { efsDirectoryPermissions } from "./storage/efs-directory-permissions";
import { efsFileSystemEncrypted } from "./storage/efs-file-system-encrypted";
import { efsFileSystemKey } from "./storage/efs-file-system-key";
import { efsInTransit } from "./storage/efs-in-transit";
import { efsPolicyTls } from "./storage/efs-policy-tls";
import { storageClassBinding } from "./storage/storage-class-binding";
import { storageClassEncrypted } from "./storage/storage-class-encrypted";
import { storageClassKey } from "./storage/storage-class-key";
import { storageClassReclaim } from "./storage/storage-class-reclaim";
import { storageClassType } from "./storage/storage-class-type";
import { alphaApi } from "./workloads/alpha-api";
import { barePod } from "./workloads/bare-pod";
import { cronJobConcurrency } from "./workloads/cron-job-concurrency";
import { cronJobDeadline } from "./workloads/cron-job-deadline";
import { defaultNamespace } from "./workloads/default-namespace";
import { deprecatedApi } from "./workloads/deprecated-api";
import { disruptionBudgetAmount } from "./workloads/disruption-budget-amount";
import { jobBackoffLimit } from "./workloads/job-backoff-limit";
import { jobLifetime } from "./workloads/job-lifetime";
import { removedApi } from "./workloads/removed-api";
import { replicaSpread } from "./workloads/replica-spread";
import { restartPolicy } from "./workloads/restart-policy";
import { selectorMismatch } from "./workloads/selector-mismatch";
import { singleReplica } from "./workloads/single-replica";
import { standardLabels } from "./workloads/standard-labels";
import { unknownKind } from "./workloads/unknown-kind";

/** Every rule over one resource, in the order in which they run. Generated by `npm run docs` from the files beside it. */
export const RULES: readonly Rule[] = [
    ecrEncryption,
    ecrImmutableTags,
    ecrScanOnPush,
    awsAuthAdmin,
    eksAccessMode,
    eksAddonPinned,
    eksClusterAdminAccess,
    eksControlPlaneLogs,
    eksCreatorAdmin,
    eksDeletionProtection,
    eksPrivateEndpoint,
    eksPublicEndpoint,
    eksSecretsEncryption,
    eksSupportedVersion,
    eksVpcCniNetworkPolicy,
    launchTemplateMetadata,
    launchTemplateVolumes,
    nodeGroupLaunchTemplate,
    nodeGroupRemoteAccess,
    gatewayTls,
    helmAtomic,
    helmChartPinned,
    helmCreateNamespace,
    helmRepository,
    helmSkipCrds,
    iamAdministrator,
    iamDecryptAll,
    iamManagedAdministrator,
    iamPassRole,
    iamServiceWildcard,
    iamTrustPolicy,
    iamUser,
    publicResourcePolicy,
    imageDigest,
    imagePinned,
    imagePullPolicy,
    imageRegistry,
    ingressHost,
    ingressHttpsOnly,
    ingressNginxRetired,
    ingressSnippet,
    ingressTls,
    kmsDeletionWindow,
    kmsKeyEnabled,
    kmsPolicyLockout,
    kmsRotation,
    namespacePodSecurity,
    defaultSecurityGroup,
    listenerTls,
    loadBalancerDeletionProtection,
    loadBalancerInvalidHeaders,
    loadBalancerLogs,
    logGroupEncrypted,
    logGroupRetention,
    networkAclOpen,
    securityGroupDescription,
    securityGroupEgress,
    securityGroupOpen,
    subnetPublicAddress,
    psaAllowPrivilegeEscalation,
    psaAppArmorProfile,
    psaCapabilitiesBaseline,
    psaCapabilitiesRestricted,
    psaHostNamespaces,
    psaHostPathVolumes,
    psaHostPorts,
    psaHostProbesAndHostLifecycle,
    psaPrivileged,
    psaProcMount,
    psaProcMountRestricted,
    psaRestrictedVolumes,
    psaRunAsNonRoot,
    psaRunAsUser,
    psaSeccompProfileBaseline,
    psaSeccompProfileRestricted,
    psaSeLinuxOptions,
    psaSysctls,
    psaWindowsHostProcess,
    containerRuntimeSocket,
    controlPlanePlacement,
    cpuLimit,
    defaultServiceAccount,
    duplicateEnv,
    duplicatePort,
    ephemeralStorageLimit,
    highGroupId,
    highUserId,
    hostPathSensitive,
    hostPathWritable,
    identicalProbes,
    livenessProbe,
    memoryLimit,
    nodeName,
    priorityClass,
    probePort,
    readOnlyRootFilesystem,
    readinessProbe,
    resourceQuantities,
    resourceRequests,
    rootGroup,
    seccompAnnotation,
    serviceAccountTokenMount,
    sshPort,
    systemPriorityClass,
    terminationGrace,
    tolerationAll,
    topologySpreadSelector,
    defaultProvider,
    ignoredSecurity,
    protectedState,
    rbacAdminBinding,
    rbacAggregation,
    rbacDefaultAccount,
    rbacEscalation,
    rbacPodCreation,
    rbacSecretsRead,
    rbacWildcard,
    databaseWithoutPassword,
    secretFromEnvironment,
    secretInArguments,
    secretInConfigMap,
    secretInEnvironment,
    secretLiteral,
    serviceAccountTokenSecret,
    loadBalancerAccessLog,
    loadBalancerTlsPolicy,
    serviceExternalIps,
    serviceLoadBalancerTls,
    serviceNodePort,
    servicePublicLoadBalancer,
    ebsDefaultEncryption,
    ebsVolumeEncrypted,
    ebsVolumeKey,
    efsAccessPoint,
    efsDirectoryPermissions,
    efsFileSystemEncrypted,
    efsFileSystemKey,
    efsInTransit,
    efsPolicyTls,
    storageClassBinding,
    storageClassEncrypted,
    storageClassKey,
    storageClassReclaim,
    storageClassType,
    alphaApi,
    barePod,
    cronJobConcurrency,
    cronJobDeadline,
    defaultNamespace,
    deprecatedApi,
    disruptionBudgetAmount,
    jobBackoffLimit,
    jobLifetime,
    removedApi,
    replicaSpread,
    restartPolicy,
    selectorMismatch,
    singleReplica,
    standardLabels,
    unknownKind,
];
