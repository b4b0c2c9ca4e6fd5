#!/usr/bin/env bash
# Makes a report the comment on a pull request: bash kommentera.sh REPORT. The
# first time the comment is written, then it is changed in place. Without the
# file the comment says that there is no report, and where the reason stands.
#
# NUMBER is the pull request, HEAD_SHA the commit that the report is of, PUBLISHED
# how the publication went. GH_TOKEN may write comments.
set -euo pipefail

report=$1
marker='<!-- provtryck -->'
[[ $NUMBER =~ ^[1-9][0-9]{0,9}$ ]] || { echo "NUMBER är inget ändringsförslag" >&2; exit 1; }
[[ $HEAD_SHA =~ ^[0-9a-f]{40}$ ]] || { echo "HEAD_SHA är ingen commit" >&2; exit 1; }

newest=$(gh api "repos/$GITHUB_REPOSITORY/pulls/$NUMBER" --jq .head.sha)
if [ "$newest" != "$HEAD_SHA" ]; then
  echo "Ändringsförslaget har en nyare version; rapporten om den kommer."
  exit 0
fi

run="$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID"
comment=$(mktemp)
trap 'rm -f "$comment"' EXIT
{
  echo "$marker"
  if [ ! -s "$report" ]; then
    printf '### Provtryck\n\nFörhandsvisningen av den här versionen kunde inte göras. Orsaken står i [körningen](%s).\n' "$run"
  elif [ "$(head -n 1 "$report")" != "$marker" ]; then
    echo "rapporten börjar inte med sitt märke" >&2
    exit 1
  else
    [ "${PUBLISHED:-}" != failure ] ||
      printf '> Den här versionen kunde inte publiceras. Länkarna går till en tidigare version, om det finns någon. Orsaken står i [körningen](%s).\n\n' "$run"
    tail -n +2 "$report"
  fi
} >"$comment"

# Our own comment: anybody may quote the marker, but not write as the bot.
mine=$(gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$NUMBER/comments?per_page=100" --jq \
  '.[] | select(.user.login == "github-actions[bot]" and .user.type == "Bot" and (.body | startswith("<!-- provtryck -->"))) | .id')
read -r id _ <<<"$mine"
if [ -n "$id" ]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" -F body=@"$comment"
else
  gh api --silent --method POST "repos/$GITHUB_REPOSITORY/issues/$NUMBER/comments" -F body=@"$comment"
fi
