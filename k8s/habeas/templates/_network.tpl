{{/*
Who may reach one workload and whom it may reach: what the call table says, and the few things that all need. Peers that
the chart cannot know (database, identity provider, relay) are narrowed by their lists of peers; with an empty list only
the port is.
*/}}
{{- define "habeas.networkPolicy" -}}
{{- $root := .root -}}
{{- $policy := $root.Values.networkPolicy -}}
{{- $callers := list -}}
{{- $callees := list -}}
{{- $targets := list -}}
{{- $table := include "habeas.calls" $root | fromYaml -}}
{{- range $call := $table.calls -}}
{{- $caller := eq (default "" $call.through) "gateway" | ternary "gateway" $call.caller -}}
{{- if and (hasKey $root.Values.secrets $caller) (hasKey $root.Values.secrets $call.service) -}}
{{- if eq $call.service $.name -}}{{- $callers = append $callers $caller | uniq -}}{{- end -}}
{{- if eq $caller $.name -}}{{- $callees = append $callees $call.service | uniq -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- range $row := $table.egress -}}
{{- if eq $row.caller $.name -}}{{- $targets = concat $targets $row.targets -}}{{- end -}}
{{- end -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ .fullname }}
  labels:
    {{- include "habeas.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels:
      {{- include "habeas.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    {{- if .signIn }}
    # From the edge, and from the test that comes in by the same door.
    - {{- with $policy.edge }}
      from:
        {{- toYaml . | nindent 8 }}
        - podSelector:
            matchLabels:
              {{- include "habeas.selector" (dict "root" $root "name" "test") | nindent 14 }}
      {{- end }}
      ports:
        - port: {{ .port }}
          protocol: TCP
    {{- end }}
    {{- range $caller := $callers }}
    - from:
        - podSelector:
            matchLabels:
              {{- include "habeas.selector" (dict "root" $root "name" $caller) | nindent 14 }}
      ports:
        - port: {{ $.port }}
          protocol: TCP
    {{- end }}
    {{- with $policy.metrics }}
    - from:
        {{- toYaml . | nindent 8 }}
      ports:
        - port: {{ $.port }}
          protocol: TCP
    {{- end }}
  egress:
    - to:
        {{- toYaml $policy.dns | nindent 8 }}
      ports:
        - port: 53
          protocol: UDP
        - port: 53
          protocol: TCP
    {{- range $callee := $callees }}
    - to:
        - podSelector:
            matchLabels:
              {{- include "habeas.selector" (dict "root" $root "name" $callee) | nindent 14 }}
      ports:
        - port: {{ include "habeas.port" $callee }}
          protocol: TCP
    {{- end }}
    {{- range $port := include "habeas.databasePorts" . | fromJsonArray }}
    {{- include "habeas.egress" (dict "peers" $root.Values.database.peers "port" $port) | nindent 4 }}
    {{- end }}
    {{- if or .signIn (not $root.Values.identityProvider.internalUrl) }}
    {{- include "habeas.egress" (dict "peers" $root.Values.identityProvider.issuerPeers "port" (include "habeas.urlPort" $root.Values.identityProvider.issuer)) | nindent 4 }}
    {{- else }}
    {{- include "habeas.egress" (dict "peers" $root.Values.identityProvider.peers "port" (include "habeas.urlPort" $root.Values.identityProvider.internalUrl)) | nindent 4 }}
    {{- end }}
    {{- if .mail }}
    {{- include "habeas.egress" (dict "peers" $root.Values.mail.smtp.peers "port" $root.Values.mail.smtp.port) | nindent 4 }}
    # The policy page is looked at through the public address: that it stands there is part of the proof.
    {{- include "habeas.egress" (dict "peers" $policy.publicAddress "port" (include "habeas.urlPort" $root.Values.publicUrl)) | nindent 4 }}
    {{- end }}
    {{- range $target := $targets }}
    {{- range $rule := index $policy.targets $target }}
    - {{- toYaml $rule | nindent 6 }}
    {{- end }}
    {{- end }}
    {{- if $root.Values.telemetry.otlpEndpoint }}
    {{- include "habeas.egress" (dict "peers" $root.Values.telemetry.otlpPeers "port" (include "habeas.urlPort" $root.Values.telemetry.otlpEndpoint)) | nindent 4 }}
    {{- end }}
{{- end -}}

{{/* To one port: peers, port. */}}
{{- define "habeas.egress" -}}
- ports:
    - port: {{ int .port }}
      protocol: TCP
  {{- with .peers }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{- define "habeas.databasePorts" -}}
{{- $ports := list -}}
{{- range $database := .databases -}}
{{- $of := include "habeas.database" (dict "root" $.root "database" $database) | fromYaml -}}
{{- $ports = append $ports (int $of.port) | uniq -}}
{{- end -}}
{{- toJson $ports -}}
{{- end -}}

{{/* The port of a URL, the scheme's where it names none. */}}
{{- define "habeas.urlPort" -}}
{{- $url := urlParse . -}}
{{- $parts := splitList ":" $url.host -}}
{{- if gt (len $parts) 1 -}}{{- last $parts -}}{{- else -}}{{- eq $url.scheme "https" | ternary "443" "80" -}}{{- end -}}
{{- end -}}

{{/* On which port each workload listens; quarkus.http.port of its build says the same. */}}
{{- define "habeas.port" -}}
{{- index (dict "gateway" 8080 "subject" 8081 "consent" 8082 "disclosure" 8083 "notification" 8084) . -}}
{{- end -}}
