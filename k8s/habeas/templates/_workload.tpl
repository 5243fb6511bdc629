{{/*
Everything of one workload: service account, settings, service, witness volume, deployment, disruption budget,
autoscaler, network policy. It takes root, name, port, databases, and which kind of workload it is: ledger (a service with
a ledger and so a witness), vault (opens personal data), mail (sends), signIn (the gateway).
*/}}
{{- define "habeas.workload" -}}
{{- $values := include "habeas.values" . | fromYaml -}}
{{- $fullname := printf "%s-%s" (include "habeas.fullname" .root) .name -}}
{{- $alone := eq (join "" (without $values.witness.accessModes "ReadOnlyMany" "ReadWriteMany")) (join "" $values.witness.accessModes) -}}
{{- $several := or $values.autoscaling.enabled (gt (int $values.replicas) 1) -}}
{{- if and .ledger $alone $several (not $values.witness.existingClaim) -}}
{{- fail (printf "%s: more than one replica needs a witness volume that they can share; set %s.witness.accessModes to [ReadWriteMany]" .name .name) -}}
{{- end -}}
{{- $w := merge (dict "values" $values "fullname" $fullname "several" $several "alone" (and .ledger $alone)) . -}}
{{- $settings := include "habeas.settings" $w -}}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ $fullname }}
  labels:
    {{- include "habeas.labels" . | nindent 4 }}
  {{- with $values.serviceAccount.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
automountServiceAccountToken: false
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ $fullname }}
  labels:
    {{- include "habeas.labels" . | nindent 4 }}
data:
  application.properties: |
    {{- $settings | nindent 4 }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ $fullname }}
  labels:
    {{- include "habeas.labels" . | nindent 4 }}
spec:
  type: ClusterIP
  selector:
    {{- include "habeas.selector" . | nindent 4 }}
  ports:
    - name: http
      port: 80
      protocol: TCP
      targetPort: http
{{- if and .ledger (not $values.witness.existingClaim) }}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: {{ $fullname }}-witness
  labels:
    {{- include "habeas.labels" . | nindent 4 }}
  annotations:
    # What it remembers must outlive the release and the database.
    helm.sh/resource-policy: keep
spec:
  accessModes:
    {{- toYaml $values.witness.accessModes | nindent 4 }}
  {{- with $values.witness.storageClass }}
  storageClassName: {{ . | quote }}
  {{- end }}
  resources:
    requests:
      storage: {{ $values.witness.size | quote }}
{{- end }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $fullname }}
  labels:
    {{- include "habeas.labels" . | nindent 4 }}
spec:
  {{- if not $values.autoscaling.enabled }}
  replicas: {{ int $values.replicas }}
  {{- end }}
  revisionHistoryLimit: 5
  progressDeadlineSeconds: 600
  selector:
    matchLabels:
      {{- include "habeas.selector" . | nindent 6 }}
  strategy:
    {{- include "habeas.strategy" $w | nindent 4 }}
  template:
    metadata:
      labels:
        {{- include "habeas.labels" . | nindent 8 }}
        {{- range $label, $text := $values.podLabels }}
        {{ $label }}: {{ $text | quote }}
        {{- end }}
      annotations:
        checksum/settings: {{ sha256sum $settings | quote }}
        {{- range $annotation, $text := $values.podAnnotations }}
        {{ $annotation }}: {{ $text | quote }}
        {{- end }}
    spec:
      {{- include "habeas.pod" $w | nindent 6 }}
{{- if and $several $values.podDisruptionBudget.enabled (or (not $values.autoscaling.enabled) (gt (int $values.autoscaling.minReplicas) 1)) }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ $fullname }}
  labels:
    {{- include "habeas.labels" . | nindent 4 }}
spec:
  maxUnavailable: {{ $values.podDisruptionBudget.maxUnavailable }}
  selector:
    matchLabels:
      {{- include "habeas.selector" . | nindent 6 }}
{{- end }}
{{- if $values.autoscaling.enabled }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ $fullname }}
  labels:
    {{- include "habeas.labels" . | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ $fullname }}
  minReplicas: {{ int $values.autoscaling.minReplicas }}
  maxReplicas: {{ int $values.autoscaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ int $values.autoscaling.cpuUtilization }}
{{- end }}
{{- if .root.Values.networkPolicy.enabled }}
---
{{ include "habeas.networkPolicy" $w }}
{{- end }}
{{- end -}}

{{/*
How pods are replaced. A volume that one node holds cannot be held by the old pod and the new one at once, so there the
old pod goes first.
*/}}
{{- define "habeas.strategy" -}}
{{- if .values.strategy -}}
{{- toYaml .values.strategy -}}
{{- else if .alone -}}
type: Recreate
{{- else -}}
type: RollingUpdate
rollingUpdate:
  maxSurge: 1
  maxUnavailable: 0
{{- end -}}
{{- end -}}

{{- define "habeas.pod" -}}
serviceAccountName: {{ .fullname }}
automountServiceAccountToken: false
enableServiceLinks: false
terminationGracePeriodSeconds: {{ int .values.terminationGracePeriodSeconds }}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.priorityClassName }}
priorityClassName: {{ . | quote }}
{{- end }}
{{- with .values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- if .values.topologySpread.enabled }}
topologySpreadConstraints:
  {{- range $key := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - topologyKey: {{ $key }}
    maxSkew: 1
    whenUnsatisfiable: {{ $.values.topologySpread.whenUnsatisfiable }}
    labelSelector:
      matchLabels:
        {{- include "habeas.selector" $ | nindent 8 }}
    matchLabelKeys: [pod-template-hash]
  {{- end }}
{{- end }}
securityContext:
  {{- include "habeas.podSecurity" .root | nindent 2 }}
containers:
  - name: {{ .name }}
    image: {{ include "habeas.image" . | quote }}
    imagePullPolicy: {{ .root.Values.image.pullPolicy }}
    securityContext:
      {{- include "habeas.containerSecurity" .root | nindent 6 }}
    ports:
      - name: http
        containerPort: {{ .port }}
        protocol: TCP
    startupProbe:
      httpGet:
        path: /q/health/started
        port: http
        scheme: HTTP
      periodSeconds: 5
      timeoutSeconds: 5
      failureThreshold: {{ max 1 (div (int .values.startupSeconds) 5) }}
    livenessProbe:
      httpGet:
        path: /q/health/live
        port: http
        scheme: HTTP
      periodSeconds: 10
      timeoutSeconds: 5
      failureThreshold: 3
    readinessProbe:
      httpGet:
        path: /q/health/ready
        port: http
        scheme: HTTP
      periodSeconds: 5
      timeoutSeconds: 5
      failureThreshold: 2
    lifecycle:
      preStop:
        # Until the endpoints have forgotten this pod it goes on answering; then the service finishes what it has.
        sleep:
          seconds: {{ int .values.preStopSeconds }}
    resources:
      {{- toYaml .values.resources | nindent 6 }}
    env:
      - name: QUARKUS_CONFIG_LOCATIONS
        value: /etc/habeas/settings/application.properties
      - name: JAVA_TOOL_OPTIONS
        value: {{ .values.javaOptions | quote }}
      {{- include "habeas.secretEnv" . | nindent 6 }}
      {{- with .values.extraEnv }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
    {{- with .values.extraEnvFrom }}
    envFrom:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    volumeMounts:
      - name: tmp
        mountPath: /tmp
      - name: settings
        mountPath: /etc/habeas/settings
        readOnly: true
      {{- if .ledger }}
      - name: witness
        mountPath: /var/lib/habeas
      {{- end }}
      {{- if .vault }}
      - name: keys
        mountPath: /etc/habeas/keys
        readOnly: true
      {{- end }}
      {{- with .values.extraVolumeMounts }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
volumes:
  - name: tmp
    emptyDir:
      sizeLimit: {{ .values.tmpSize | quote }}
  - name: settings
    configMap:
      name: {{ .fullname }}
  {{- if .ledger }}
  - name: witness
    persistentVolumeClaim:
      claimName: {{ default (printf "%s-witness" .fullname) .values.witness.existingClaim }}
  {{- end }}
  {{- if .vault }}
  - name: keys
    secret:
      secretName: {{ include "habeas.secret" . }}
      defaultMode: 0440
      items:
        - key: vault-keyset.json
          path: vault-keyset.json
        - key: vault-index-key.json
          path: vault-index-key.json
  {{- end }}
  {{- with .values.extraVolumes }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{- define "habeas.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ int .Values.podSecurity.runAsUser }}
runAsGroup: {{ int .Values.podSecurity.runAsGroup }}
fsGroup: {{ int .Values.podSecurity.fsGroup }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "habeas.containerSecurity" -}}
runAsNonRoot: true
runAsUser: {{ int .Values.podSecurity.runAsUser }}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/* By digest where one is given, by tag otherwise. */}}
{{- define "habeas.image" -}}
{{- $image := .root.Values.image -}}
{{- $repository := .values.image.repository | default (printf "%s%s" $image.prefix .name) -}}
{{- if $image.registry -}}
{{- $repository = printf "%s/%s" $image.registry $repository -}}
{{- end -}}
{{- if .values.image.digest -}}
{{- printf "%s@%s" $repository .values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" $repository (.values.image.tag | default $image.tag | default .root.Chart.AppVersion) -}}
{{- end -}}
{{- end -}}

{{/* What the settings need of Secrets that exist. */}}
{{- define "habeas.secretEnv" -}}
{{- $secret := include "habeas.secret" . -}}
{{- range $database := .databases }}
{{- $of := index $.root.Values.databases $database }}
{{- $key := eq $database $.name | ternary "database-password" (printf "%s-database-password" $database) }}
{{- include "habeas.fromSecret" (list (printf "%s_DATABASE_PASSWORD" (upper $database)) (default $secret $of.existingSecret) (default $key $of.passwordKey)) }}
{{- end }}
{{- include "habeas.fromSecret" (list "CLIENT_SECRET" $secret "client-secret") }}
{{- if .ledger }}
{{- include "habeas.fromSecret" (list "LEDGER_SIGNING_KEY" $secret "ledger-signing-key") }}
{{- end }}
{{- if .unsubscribe }}
{{- include "habeas.fromSecret" (list "UNSUBSCRIBE_KEY" $secret "unsubscribe-key") }}
{{- end }}
{{- if .mail }}
{{- include "habeas.fromSecret" (list "MESSAGES_KEY" $secret "messages-key") }}
{{- end }}
{{- if .signIn }}
{{- include "habeas.fromSecret" (list "STATE_SECRET" $secret "state-secret") }}
{{- end }}
{{- if and .mail .root.Values.mail.smtp.authenticated }}
{{- include "habeas.fromSecret" (list "SMTP_USERNAME" $secret "smtp-username") }}
{{- include "habeas.fromSecret" (list "SMTP_PASSWORD" $secret "smtp-password") }}
{{- end }}
{{- if and .mail .root.Values.mail.imap.host }}
{{- include "habeas.fromSecret" (list "BOUNCES_KEY" $secret "bounces-key") }}
{{- include "habeas.fromSecret" (list "IMAP_USERNAME" $secret "imap-username") }}
{{- include "habeas.fromSecret" (list "IMAP_PASSWORD" $secret "imap-password") }}
{{- end }}
{{- if and .mail .root.Values.sms.host }}
{{- include "habeas.fromSecret" (list "SMS_SYSTEM_ID" $secret "sms-system-id") }}
{{- include "habeas.fromSecret" (list "SMS_PASSWORD" $secret "sms-password") }}
{{- end }}
{{- if and .mail .root.Values.automatedCalls.url }}
{{- include "habeas.fromSecret" (list "AUTOCALL_SECRET" $secret "autocall-secret") }}
{{- include "habeas.fromSecret" (list "AUTOCALL_CALLBACK_SECRETS" $secret "autocall-callback-secrets") }}
{{- end }}
{{- end -}}

{{- define "habeas.fromSecret" }}
- name: {{ index . 0 }}
  valueFrom:
    secretKeyRef:
      name: {{ index . 1 }}
      key: {{ index . 2 }}
{{- end -}}
