#!/usr/bin/env bash
# Fetches the commits BASE_SHA and HEAD_SHA with all that they hold, as objects:
# nothing is checked out, so nothing of them becomes a file, a link or a hook.
# They are fetched whole, so that what reads them needs neither net nor token.
# GH_TOKEN is only known to this step.
set -euo pipefail

for commit in "$BASE_SHA" "$HEAD_SHA"; do
  [[ $commit =~ ^[0-9a-f]{40}$ ]] || { echo "BASE_SHA och HEAD_SHA ska vara commits" >&2; exit 1; }
done

git -c credential.helper= -c credential.helper='!gh auth git-credential' -c fetch.fsckObjects=true \
  fetch --quiet --no-tags --no-recurse-submodules --no-write-fetch-head origin "$BASE_SHA" "$HEAD_SHA"
