{{/*
The application.properties of one workload: root, name, port, databases, and of which kind it is (ledger, vault, mail,
signIn). Secrets are not in it: it names environment variables that _workload.tpl takes from existing Secrets.
*/}}
{{- define "habeas.settings" -}}
{{- $root := .root -}}
{{- $name := .name -}}
{{- $values := $root.Values -}}
{{- $fullname := include "habeas.fullname" $root -}}
{{- $issuer := trimSuffix "/" $values.identityProvider.issuer -}}
{{- $identity := default $issuer (trimSuffix "/" $values.identityProvider.internalUrl) -}}
# Above what is built in, below the environment.
config_ordinal=270
quarkus.http.port={{ .port }}
habeas.public-url={{ trimSuffix "/" $values.publicUrl }}
{{- with $values.identityProvider.deskAcr }}
habeas.access.desk-acr={{ join "," . }}
{{- end }}
{{- range $peer := list "subject" "consent" "disclosure" "notification" }}
habeas.peers.{{ $peer }}.url=http://{{ $fullname }}-{{ $peer }}
{{- end }}
{{- range $database := .databases }}
{{- $of := include "habeas.database" (dict "root" $root "database" $database) | fromYaml }}
{{- $prefix := eq $database $name | ternary "quarkus.datasource" (printf "quarkus.datasource.%s" $database) }}
{{- $url := printf "postgresql://%s:%d/%s%s" $of.host (int $of.port) $of.name ($of.parameters | empty | ternary "" (printf "?%s" $of.parameters)) }}
{{ $prefix }}.jdbc.url=jdbc:{{ $url }}
{{ $prefix }}.reactive.url={{ $url }}
{{ $prefix }}.username={{ $of.username }}
{{ $prefix }}.password=${ {{- upper $database }}_DATABASE_PASSWORD}
{{- end }}
{{- if .signIn }}
quarkus.oidc.auth-server-url={{ $issuer }}
quarkus.oidc.client-id=gateway
quarkus.oidc.credentials.secret=${CLIENT_SECRET}
quarkus.oidc.authentication.state-secret=${STATE_SECRET}
quarkus.oidc.authentication.force-redirect-https-scheme={{ hasPrefix "https:" $values.publicUrl }}
{{- if or $values.httpRoute.enabled $values.ingress.enabled }}
quarkus.http.proxy.proxy-address-forwarding=true
quarkus.http.proxy.enable-forwarded-host=true
{{- with $values.edge.trustedProxies }}
quarkus.http.proxy.trusted-proxies={{ join "," . }}
{{- end }}
{{- end }}
{{- else }}
mp.jwt.verify.issuer={{ $issuer }}
mp.jwt.verify.publickey.location={{ $identity }}{{ $values.identityProvider.keysPath }}
mp.jwt.verify.audiences={{ $name }}
{{- range $peer := without (list "subject" "consent" "disclosure" "notification") $name }}
habeas.outbox.targets.{{ $peer }}.url=http://{{ $fullname }}-{{ $peer }}/api/{{ $peer }}/v1/events
{{- end }}
{{- $client := printf "%s-service" $name }}
{{- include "habeas.tokenClient" (dict "prefix" "quarkus.oidc-client" "identity" $identity "client" $client "root" $root) }}
{{- $callees := dict }}
{{- range $call := (include "habeas.calls" $root | fromYaml).calls }}
{{- if and (eq (default "" $call.client) $client) $call.scopes }}
{{- $_ := set $callees $call.service (concat (default list (index $callees $call.service)) $call.scopes | uniq) }}
{{- end }}
{{- end }}
{{- range $callee, $scopes := $callees }}
{{- $prefix := printf "quarkus.oidc-client.%s" $callee }}
{{- include "habeas.tokenClient" (dict "prefix" $prefix "identity" $identity "client" $client "root" $root) }}
{{ $prefix }}.scopes={{ join "," $scopes }}
{{- end }}
{{- end }}
{{- if .ledger }}
habeas.ledger.signing-key=${LEDGER_SIGNING_KEY}
habeas.witness.directory=/var/lib/habeas/witness
{{- end }}
{{- if .vault }}
habeas.vault.keyset=/etc/habeas/keys/vault-keyset.json
habeas.vault.index-key=/etc/habeas/keys/vault-index-key.json
habeas.vault.generate-missing=false
{{- end }}
{{- if .unsubscribe }}
habeas.unsubscribe.key=${UNSUBSCRIBE_KEY}
{{- end }}
{{- if .mail }}
habeas.mailing.from={{ $values.mail.from }}
{{- with $values.mail.bounces }}
habeas.mailing.bounces={{ . }}
{{- end }}
{{- with $values.mail.imap.host }}
habeas.bounces.key=${BOUNCES_KEY}
habeas.bounces.imap.host={{ . }}
habeas.bounces.imap.port={{ $values.mail.imap.port }}
habeas.bounces.imap.security={{ $values.mail.imap.security }}
habeas.bounces.imap.folder={{ $values.mail.imap.folder }}
habeas.bounces.imap.afterwards={{ $values.mail.imap.afterwards }}
habeas.bounces.imap.username=${IMAP_USERNAME}
habeas.bounces.imap.password=${IMAP_PASSWORD}
{{- end }}
{{- $host := (urlParse $values.publicUrl).host | splitList ":" | first }}
habeas.mailing.message-id-domain={{ default $host $values.mail.messageIdDomain }}
habeas.messages.key=${MESSAGES_KEY}
habeas.messages.reply-domain={{ default $host $values.mail.replyDomain }}
habeas.relays.main.host={{ $values.mail.smtp.host }}
habeas.relays.main.port={{ $values.mail.smtp.port }}
habeas.relays.main.security={{ ternary "starttls" "none" $values.mail.smtp.startTls }}
{{- if $values.mail.smtp.authenticated }}
habeas.relays.main.username=${SMTP_USERNAME}
habeas.relays.main.password=${SMTP_PASSWORD}
{{- end }}
{{- with $values.sms }}
{{- if .host }}
habeas.sms.host={{ .host }}
habeas.sms.port={{ .port }}
habeas.sms.tls={{ .tls }}
habeas.sms.system-id=${SMS_SYSTEM_ID}
habeas.sms.password=${SMS_PASSWORD}
{{- with .systemType }}
habeas.sms.system-type={{ . }}
{{- end }}
habeas.sms.sender={{ .sender }}
{{- range $prefix, $sender := .senders }}
habeas.sms.senders."{{ $prefix }}"={{ $sender }}
{{- end }}
habeas.sms.window={{ .window }}
{{- end }}
{{- end }}
{{- with $values.automatedCalls.url }}
habeas.autocall.url={{ . }}
habeas.autocall.allow-private={{ $values.automatedCalls.allowPrivate }}
habeas.autocall.secret=${AUTOCALL_SECRET}
habeas.autocall.callback-secrets=${AUTOCALL_CALLBACK_SECRETS}
{{- end }}
{{- end }}
{{- with $values.telemetry.otlpEndpoint }}
quarkus.otel.sdk.disabled=false
quarkus.otel.exporter.otlp.endpoint={{ . }}
{{- end }}
{{- range $key, $value := .values.settings }}
{{ $key }}={{ $value }}
{{- end }}
{{- end -}}

{{/* A client of the token endpoint, which is asked when a token is needed and not before: prefix, identity, client, root. */}}
{{- define "habeas.tokenClient" }}
{{ .prefix }}.auth-server-url={{ .identity }}
{{ .prefix }}.discovery-enabled=false
{{ .prefix }}.token-path={{ .root.Values.identityProvider.tokenPath }}
{{ .prefix }}.client-id={{ .client }}
{{ .prefix }}.credentials.secret=${CLIENT_SECRET}
{{ .prefix }}.early-tokens-acquisition=false
{{- end -}}

{{/* Who calls whom: the project's table, of which files/calls.yaml is a copy that a test compares. */}}
{{- define "habeas.calls" -}}
{{- .Files.Get "files/calls.yaml" -}}
{{- end -}}
