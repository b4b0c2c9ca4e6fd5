#!/usr/bin/env bash
# Finds the open pull request that has a commit as its newest, and writes its
# number (nummer), the commit it is compared with (bas) and the address of its
# preview (adress, empty without SITE_NAME) to GITHUB_OUTPUT. Writes nothing when
# there is no such pull request: it has been closed, or has a newer commit.
#
# HEAD_SHA, HEAD_REPOSITORY and HEAD_BRANCH tell of the commit and are what GitHub
# says of the run. A branch may be called anything: it is only compared. What the
# pull request is, only GitHub's API is asked. GH_TOKEN reads.
set -euo pipefail

[[ $HEAD_SHA =~ ^[0-9a-f]{40}$ ]] || { echo "HEAD_SHA är ingen commit" >&2; exit 1; }
[[ ${SITE_NAME:-} =~ ^[a-z0-9-]*$ ]] || { echo "NETLIFY_SITE_NAME ska bara ha a–z, 0–9 och bindestreck" >&2; exit 1; }

found=$(gh api --paginate "repos/$GITHUB_REPOSITORY/pulls?state=open&per_page=100" --jq \
  '.[] | select(.head.sha == env.HEAD_SHA and .head.ref == env.HEAD_BRANCH and .head.repo.full_name == env.HEAD_REPOSITORY) | "\(.number) \(.base.sha)"')
if [ -z "$found" ]; then
  echo "Inget öppet ändringsförslag har den här versionen som sin senaste."
  exit 0
fi
read -r number base <<<"$found" # of several, to different branches, the newest
[[ $number =~ ^[1-9][0-9]{0,9}$ && $base =~ ^[0-9a-f]{40}$ ]] || { echo "svaret från GitHub går inte att tolka" >&2; exit 1; }

{
  echo "nummer=$number"
  echo "bas=$base"
  echo "adress=${SITE_NAME:+https://deploy-preview-$number--$SITE_NAME.netlify.app}"
} >>"$GITHUB_OUTPUT"
