#!/usr/bin/env bash
# Writes the site of the commit HEAD_SHA to ut/webbplats, and the report of what
# it changes since it left BASE_SHA to ut/rapport.md and the summary of the run.
# ADDRESS is where the site will be, or empty. The tool is RUNNER_TEMP/provtryck;
# it reads the texts from git, where the commits must be. Has no token.
set -euo pipefail

for commit in "$BASE_SHA" "$HEAD_SHA"; do
  [[ $commit =~ ^[0-9a-f]{40}$ ]] || { echo "BASE_SHA och HEAD_SHA ska vara commits" >&2; exit 1; }
done

# What has happened on the main branch since then is no change of the proposal.
base=$(git merge-base "$BASE_SHA" "$HEAD_SHA" || echo "$BASE_SHA")

# What is printed below stands in the texts of anybody: no line of it is a command
# to GitHub Actions.
pause=$(cat /proc/sys/kernel/random/uuid)
echo "::stop-commands::$pause"
trap 'echo "::$pause::"' EXIT

mkdir -p ut
"$RUNNER_TEMP/provtryck" pr --base "$base" --head "$HEAD_SHA" ${ADDRESS:+--preview "$ADDRESS"} >ut/rapport.md
cat ut/rapport.md >>"$GITHUB_STEP_SUMMARY"
"$RUNNER_TEMP/provtryck" build --base "$base" --head "$HEAD_SHA" --out ut/webbplats \
  --source "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/blob/$HEAD_SHA/{fil}#L{rad}"
