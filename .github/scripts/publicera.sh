#!/usr/bin/env bash
# Publishes a folder at Netlify as the preview of pull request NUMBER, on the
# address https://deploy-preview-NUMBER--SITE.netlify.app: bash publicera.sh DIR.
#
# Speaks with Netlify's API as its own command line does: begin, tell what files
# there are, send those that are missing, wait. It does so with curl and jq alone,
# because that command line is a thousand packages that would all be given the
# token. Refuses to publish as the production site. NETLIFY_AUTH_TOKEN may deploy
# NETLIFY_SITE_ID; NETLIFY_API and PAUSE (seconds) are other than usual in tests.
#
# PROVTRYCK_BASIC_AUTH, names and passwords as in docs/publicering.md, is put in
# _headers here and not when the site is built, where the texts of anybody are
# read. Where REQUIRE_PASSWORD is ja nothing is published without it.
set -euo pipefail

[[ $NUMBER =~ ^[1-9][0-9]{0,9}$ ]] || { echo "NUMBER är inget ändringsförslag" >&2; exit 1; }
[[ $NETLIFY_SITE_ID =~ ^[A-Za-z0-9.-]+$ ]] || { echo "NETLIFY_SITE_ID är ingen webbplats" >&2; exit 1; }
[ -n "$NETLIFY_AUTH_TOKEN" ] || { echo "hemligheten NETLIFY_AUTH_TOKEN saknas i miljön forhandsvisning" >&2; exit 1; }
cd "$1"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

pair='[^[:space:],:]+:[^[:space:],:]+'
if [ -n "${PROVTRYCK_BASIC_AUTH:-}" ]; then
  [[ $PROVTRYCK_BASIC_AUTH =~ ^$pair( $pair)*$ ]] || { echo "PROVTRYCK_BASIC_AUTH ska vara namn:lösenord namn2:lösenord2" >&2; exit 1; }
  [ "$(head -n 1 _headers)" = '/*' ] || { echo "_headers börjar inte med /*; lösenordet får ingen plats" >&2; exit 1; }
  printf '/*\n  Basic-Auth: %s\n' "$PROVTRYCK_BASIC_AUTH" >"$work/_headers"
  tail -n +2 _headers >>"$work/_headers"
  mv "$work/_headers" _headers
elif [ "${REQUIRE_PASSWORD:-}" = ja ]; then
  echo "hemligheten PROVTRYCK_BASIC_AUTH saknas i miljön forhandsvisning; inget är publicerat" >&2
  exit 1
fi

# The token goes in a file that only curl reads, not among its arguments.
call() { # METHOD PATH [argument of curl...]
  curl --silent --show-error --fail --retry 3 --max-time 120 --request "$1" \
    --header @<(printf 'Authorization: Bearer %s\n' "$NETLIFY_AUTH_TOKEN") \
    "${@:3}" "${NETLIFY_API:-https://api.netlify.com/api/v1}/$2"
}
send() { call "$1" "$2" --header 'Content-Type: application/json' --data @"$3"; }

# Waits until the deploy is in one of the states, and leaves it in deploy.json.
await() { # REGULAR-EXPRESSION
  local state
  for _ in {1..150}; do
    call GET "sites/$NETLIFY_SITE_ID/deploys/$id" >"$work/deploy.json"
    state=$(jq -r .state "$work/deploy.json")
    [[ ! $state =~ ^($1)$ ]] || return 0
    [ "$state" != error ] || break
    sleep "${PAUSE:-2}"
  done
  echo "Netlify har inte publicerat förhandsvisningen; läget är $state" >&2
  return 1
}

jq -n --arg alias "deploy-preview-$NUMBER" '{branch: $alias, draft: false}' >"$work/begin.json"
send POST "sites/$NETLIFY_SITE_ID/deploys" "$work/begin.json" >"$work/deploy.json"
id=$(jq -r '.id' "$work/deploy.json")
[[ $id =~ ^[0-9a-zA-Z]+$ ]] || { echo "Netlify svarar oväntat" >&2; exit 1; }
if [ "$(jq -r .context "$work/deploy.json")" = production ]; then
  echo "Netlify skulle ha publicerat som den riktiga webbplatsen; inget är publicerat" >&2
  exit 1
fi

# {"/index.html": "its SHA-1", …}
find . -type f -exec sha1sum {} + | jq -Rn 'reduce inputs as $line ({};
  ($line | capture("^(?<sha>[0-9a-f]{40})  [.](?<path>/.*)$")) as $f | .[$f.path] = $f.sha)' >"$work/files.json"
jq -n --slurpfile begin "$work/begin.json" --slurpfile files "$work/files.json" \
  '$begin[0] + {async: true, files: $files[0]}' >"$work/tell.json"
send PUT "sites/$NETLIFY_SITE_ID/deploys/$id" "$work/tell.json" >/dev/null
await 'prepared|uploading|uploaded|ready'

# Each missing file, as it is called here and in an address.
jq -r --slurpfile files "$work/files.json" '(.required // []) as $required | $files[0] | to_entries[]
  | select(.value as $sha | $required | index($sha)) | "\(.key)\t\(.key | split("/") | map(@uri) | join("/"))"' \
  "$work/deploy.json" >"$work/missing"
while IFS=$'\t' read -r file path; do
  call PUT "deploys/$id/files$path" --header 'Content-Type: application/octet-stream' --data-binary @".$file" >/dev/null
done <"$work/missing"
await ready
echo "Förhandsvisningen är publicerad."
