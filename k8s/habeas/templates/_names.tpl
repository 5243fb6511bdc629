{{/* What everything of a release is called, and how it is labelled. */}}

{{- define "habeas.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "habeas.fullname" -}}
{{- $name := include "habeas.name" . -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Of all objects of a release. */}}
{{- define "habeas.releaseLabels" -}}
app.kubernetes.io/name: {{ include "habeas.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{/* Of one component: root, name. These select its pods and never change. */}}
{{- define "habeas.selector" -}}
{{ include "habeas.releaseLabels" .root }}
app.kubernetes.io/component: {{ .name | quote }}
{{- end -}}

{{/* All recommended labels: root, name. */}}
{{- define "habeas.labels" -}}
{{ include "habeas.selector" . }}
app.kubernetes.io/part-of: "habeas"
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service | quote }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | quote }}
{{- end -}}

{{/* The Secret of one workload: root, name. */}}
{{- define "habeas.secret" -}}
{{- index .root.Values.secrets .name | default (printf "%s-%s" (include "habeas.fullname" .root) .name) -}}
{{- end -}}

{{/*
One map over another, at every depth: base, over. Unlike mergeOverwrite it lets false, 0 and "" override.
*/}}
{{- define "habeas.overlay" -}}
{{- $all := deepCopy .base -}}
{{- range $key, $value := .over -}}
{{- $old := index $all $key -}}
{{- if and (kindIs "map" $value) (kindIs "map" $old) -}}
{{- $_ := set $all $key (include "habeas.overlay" (dict "base" $old "over" $value) | fromYaml) -}}
{{- else -}}
{{- $_ := set $all $key $value -}}
{{- end -}}
{{- end -}}
{{- toYaml $all -}}
{{- end -}}

{{/* The values of one workload: root, name. */}}
{{- define "habeas.values" -}}
{{- include "habeas.overlay" (dict "base" .root.Values.workloads "over" (index .root.Values .name)) -}}
{{- end -}}

{{/* One database with what holds for all of them filled in: root, database. */}}
{{- define "habeas.database" -}}
{{- $of := dict "host" .root.Values.database.host "port" .root.Values.database.port "parameters" .root.Values.database.parameters "name" .database "username" .database -}}
{{- include "habeas.overlay" (dict "base" $of "over" (index .root.Values.databases .database)) -}}
{{- end -}}
