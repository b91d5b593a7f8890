import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { create } from "tar";
import { pinnedReferences } from "../cli/engine/stack-charts";
import { CHARTS } from "../components/addons";
import { calico } from "../components/addons/calico";
import type { Chart } from "../components/releases/chart";
import { cachedChart, chartsDirectory } from "../toolchain/helm/cache";
import { fetchChart } from "../toolchain/helm/fetch";

/** The charts that tests open. */
export interface TestCharts {
    /** True for the published charts out of the cache, false for small ones of our own under their names. */
    readonly areReal: boolean;
    /** Puts the environment back and removes what was made. */
    close(): void;
}

/**
 * Sees to it that every pinned chart can be opened: the published ones where `platform charts fetch` has brought them, else small ones
 * of our own, so that no test is passed over for want of a chart.
 */
export async function useCharts(): Promise<TestCharts> {
    const cached = await Promise.all(pinnedReferences(undefined).map(cachedChart));
    if (cached.every(({ path }) => path !== undefined)) {
        return { areReal: !existsSync(join(chartsDirectory(), MARK)), close: () => undefined };
    }
    const folder = mkdtempSync(join(tmpdir(), "eks-platform-charts-"));
    const previous = process.env.EKS_PLATFORM_CHARTS;
    process.env.EKS_PLATFORM_CHARTS = folder;
    packageCharts(folder);
    for (const reference of pinnedReferences(undefined)) {
        const { problem } = await fetchChart(reference, folder);
        if (problem !== undefined) {
            throw new Error(problem);
        }
    }
    writeFileSync(join(folder, MARK), "");
    return {
        areReal: false,
        close() {
            if (previous === undefined) {
                delete process.env.EKS_PLATFORM_CHARTS;
            } else {
                process.env.EKS_PLATFORM_CHARTS = previous;
            }
            rmSync(folder, { recursive: true, force: true });
        },
    };
}

/** Makes a folder of packaged charts of our own, one for each that is pinned. */
export function packageCharts(folder: string): void {
    for (const chart of CHARTS) {
        packageChart(chart, folder);
    }
}

/** Tells a cache of charts of our own from one of published charts. */
const MARK = "made-by-tests";

/** A chart of one Deployment that keeps every rule; Calico's has what the published one is exempt for besides. */
function packageChart({ name, version }: Chart, folder: string): void {
    const source = join(folder, "source", name);
    mkdirSync(join(source, "templates"), { recursive: true });
    writeFileSync(
        join(source, "Chart.yaml"),
        `apiVersion: v2\nname: ${name}\nversion: ${version}\nkubeVersion: ">=1.25.0-0"\n`,
    );
    writeFileSync(join(source, "templates", "web.yaml"), WEB);
    if (name === calico.chart.name) {
        writeFileSync(join(source, "templates", "operator.yaml"), OPERATOR);
    }
    create({ cwd: join(folder, "source"), file: join(folder, `${name}-${version}.tgz`), gzip: true, sync: true }, [
        name,
    ]);
}

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
  namespace: {{ .Release.Namespace }}
  labels: &labels
    app.kubernetes.io/name: {{ .Chart.Name }}
    app.kubernetes.io/instance: {{ .Release.Name }}
    kubernetes: {{ .Capabilities.KubeVersion.Version | quote }}
spec:
  replicas: 2
  selector: {matchLabels: *labels}
  template:
    metadata: {labels: *labels}
    spec:
      automountServiceAccountToken: false
      serviceAccountName: {{ .Release.Name }}
      securityContext: {runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, seccompProfile: {type: RuntimeDefault}}
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: ScheduleAnyway
          labelSelector: {matchLabels: *labels}
      containers:
        - name: web
          image: registry.k8s.io/pause:3.10
          ports: [{name: http, containerPort: 8000}]
          readinessProbe: {httpGet: {path: /ready, port: http}}
          livenessProbe: {httpGet: {path: /live, port: http}, failureThreshold: 6}
          securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
          resources: {requests: {cpu: 10m, memory: 16Mi}, limits: {memory: 64Mi}}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ .Release.Name }}
  namespace: {{ .Release.Namespace }}
automountServiceAccountToken: false
{{- if .Capabilities.APIVersions.Has "policy/v1/PodDisruptionBudget" }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ .Release.Name }}
  namespace: {{ .Release.Namespace }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app.kubernetes.io/name: {{ .Chart.Name }}
{{- end }}
`;

const OPERATOR = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: {{ .Release.Name }}}
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [clusterroles]
    verbs: [escalate, bind]
---
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ .Release.Name }}-uninstall
  namespace: {{ .Release.Namespace }}
  labels: {app.kubernetes.io/name: {{ .Chart.Name }}}
  annotations: {helm.sh/hook: pre-delete}
spec:
  backoffLimit: 1
  ttlSecondsAfterFinished: 60
  template:
    metadata:
      labels: {app.kubernetes.io/name: {{ .Chart.Name }}}
    spec:
      restartPolicy: Never
      automountServiceAccountToken: false
      serviceAccountName: {{ .Release.Name }}
      securityContext: {runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, seccompProfile: {type: RuntimeDefault}}
      containers:
        - name: clean-up
          image: registry.k8s.io/pause:3.10
          securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
`;
