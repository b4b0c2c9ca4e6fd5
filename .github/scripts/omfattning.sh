#!/usr/bin/env bash
# Says whether the program must be tested: program=ja or program=nej to
# GITHUB_OUTPUT. A pull request that only changes texts needs no tests of the
# program. What the texts are built with, content/_projekt, belongs to the
# program: its tests read it.
#
# Stands in a merge commit, whose first parent is the branch to be changed.
# EVENT is the name of the event; everything but a pull request is tested.
set -euo pipefail

program=ja
if [ "$EVENT" = pull_request ] &&
  git diff --quiet --no-renames HEAD^1 HEAD -- . ':(exclude)content' &&
  git diff --quiet --no-renames HEAD^1 HEAD -- content/_projekt; then
  program=nej
fi
echo "program=$program" >>"$GITHUB_OUTPUT"
