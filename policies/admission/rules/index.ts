import type { AdmissionCheck } from "../check";
import { awsAuthAdminCheck } from "./aws-auth-admin";
import { barePodCheck } from "./bare-pod";
import { containerRuntimeSocketCheck } from "./container-runtime-socket";
import { controlPlanePlacementCheck } from "./control-plane-placement";
import { cpuLimitCheck } from "./cpu-limit";
import { cronJobConcurrencyCheck } from "./cron-job-concurrency";
import { cronJobDeadlineCheck } from "./cron-job-deadline";
import { databaseWithoutPasswordCheck } from "./database-without-password";
import { defaultNamespaceCheck } from "./default-namespace";
import { defaultServiceAccountCheck } from "./default-service-account";
import { deprecatedApiCheck } from "./deprecated-api";
import { duplicateEnvCheck } from "./duplicate-env";
import { duplicatePortCheck } from "./duplicate-port";
import { efsDirectoryPermissionsCheck } from "./efs-directory-permissions";
import { efsInTransitCheck } from "./efs-in-transit";
import { ephemeralStorageLimitCheck } from "./ephemeral-storage-limit";
import { gatewayTlsCheck } from "./gateway-tls";
import { highGroupIdCheck } from "./high-group-id";
import { highUserIdCheck } from "./high-user-id";
import { hostPathSensitiveCheck } from "./host-path-sensitive";
import { hostPathWritableCheck } from "./host-path-writable";
import { imageDigestCheck } from "./image-digest";
import { imagePinnedCheck } from "./image-pinned";
import { imagePullPolicyCheck } from "./image-pull-policy";
import { imageRegistryCheck } from "./image-registry";
import { ingressHostCheck } from "./ingress-host";
import { ingressHttpsOnlyCheck } from "./ingress-https-only";
import { ingressNginxRetiredCheck } from "./ingress-nginx-retired";
import { ingressSnippetCheck } from "./ingress-snippet";
import { ingressTlsCheck } from "./ingress-tls";
import { jobLifetimeCheck } from "./job-lifetime";
import { livenessProbeCheck } from "./liveness-probe";
import { loadBalancerAccessLogCheck } from "./load-balancer-access-log";
import { loadBalancerTlsPolicyCheck } from "./load-balancer-tls-policy";
import { memoryLimitCheck } from "./memory-limit";
import { namespacePodSecurityCheck } from "./namespace-pod-security";
import { nodeNameCheck } from "./node-name";
import { priorityClassCheck } from "./priority-class";
import { probePortCheck } from "./probe-port";
import { rbacAdminBindingCheck } from "./rbac-admin-binding";
import { rbacAggregationCheck } from "./rbac-aggregation";
import { rbacDefaultAccountCheck } from "./rbac-default-account";
import { rbacEscalationCheck } from "./rbac-escalation";
import { rbacPodCreationCheck } from "./rbac-pod-creation";
import { rbacSecretsReadCheck } from "./rbac-secrets-read";
import { rbacWildcardCheck } from "./rbac-wildcard";
import { readOnlyRootFilesystemCheck } from "./read-only-root-filesystem";
import { readinessProbeCheck } from "./readiness-probe";
import { replicaSpreadCheck } from "./replica-spread";
import { resourceQuantitiesCheck } from "./resource-quantities";
import { resourceRequestsCheck } from "./resource-requests";
import { restartPolicyCheck } from "./restart-policy";
import { rootGroupCheck } from "./root-group";
import { seccompAnnotationCheck } from "./seccomp-annotation";
import { secretFromEnvironmentCheck } from "./secret-from-environment";
import { secretInEnvironmentCheck } from "./secret-in-environment";
import { serviceAccountTokenMountCheck } from "./service-account-token-mount";
import { serviceAccountTokenSecretCheck } from "./service-account-token-secret";
import { serviceExternalIpsCheck } from "./service-external-ips";
import { serviceLoadBalancerTlsCheck } from "./service-load-balancer-tls";
import { serviceNodePortCheck } from "./service-node-port";
import { servicePublicLoadBalancerCheck } from "./service-public-load-balancer";
import { sshPortCheck } from "./ssh-port";
import { standardLabelsCheck } from "./standard-labels";
import { storageClassBindingCheck } from "./storage-class-binding";
import { storageClassEncryptedCheck } from "./storage-class-encrypted";
import { storageClassKeyCheck } from "./storage-class-key";
import { storageClassReclaimCheck } from "./storage-class-reclaim";
import { storageClassTypeCheck } from "./storage-class-type";
import { systemPriorityClassCheck } from "./system-priority-class";
import { terminationGraceCheck } from "./termination-grace";
import { tolerationAllCheck } from "./toleration-all";
import { topologySpreadSelectorCheck } from "./topology-spread-selector";

/** Every rule that the API server can enforce itself, each in the file of its id. */
export const ADMISSION_CHECKS: readonly AdmissionCheck[] = [
    awsAuthAdminCheck,
    barePodCheck,
    containerRuntimeSocketCheck,
    controlPlanePlacementCheck,
    cpuLimitCheck,
    cronJobConcurrencyCheck,
    cronJobDeadlineCheck,
    databaseWithoutPasswordCheck,
    defaultNamespaceCheck,
    defaultServiceAccountCheck,
    deprecatedApiCheck,
    duplicateEnvCheck,
    duplicatePortCheck,
    efsDirectoryPermissionsCheck,
    efsInTransitCheck,
    ephemeralStorageLimitCheck,
    gatewayTlsCheck,
    highGroupIdCheck,
    highUserIdCheck,
    hostPathSensitiveCheck,
    hostPathWritableCheck,
    imageDigestCheck,
    imagePinnedCheck,
    imagePullPolicyCheck,
    imageRegistryCheck,
    ingressHostCheck,
    ingressHttpsOnlyCheck,
    ingressNginxRetiredCheck,
    ingressSnippetCheck,
    ingressTlsCheck,
    jobLifetimeCheck,
    livenessProbeCheck,
    loadBalancerAccessLogCheck,
    loadBalancerTlsPolicyCheck,
    memoryLimitCheck,
    namespacePodSecurityCheck,
    nodeNameCheck,
    priorityClassCheck,
    probePortCheck,
    rbacAdminBindingCheck,
    rbacAggregationCheck,
    rbacDefaultAccountCheck,
    rbacEscalationCheck,
    rbacPodCreationCheck,
    rbacSecretsReadCheck,
    rbacWildcardCheck,
    readOnlyRootFilesystemCheck,
    readinessProbeCheck,
    replicaSpreadCheck,
    resourceQuantitiesCheck,
    resourceRequestsCheck,
    restartPolicyCheck,
    rootGroupCheck,
    seccompAnnotationCheck,
    secretFromEnvironmentCheck,
    secretInEnvironmentCheck,
    serviceAccountTokenMountCheck,
    serviceAccountTokenSecretCheck,
    serviceExternalIpsCheck,
    serviceLoadBalancerTlsCheck,
    serviceNodePortCheck,
    servicePublicLoadBalancerCheck,
    sshPortCheck,
    standardLabelsCheck,
    storageClassBindingCheck,
    storageClassEncryptedCheck,
    storageClassKeyCheck,
    storageClassReclaimCheck,
    storageClassTypeCheck,
    systemPriorityClassCheck,
    terminationGraceCheck,
    tolerationAllCheck,
    topologySpreadSelectorCheck,
];
