#!/usr/bin/env bash
# The last step of the action: turns its inputs, which stand in the environment, into one call of zhen. It writes nothing
# but the step's summary and needs no token.
set -euo pipefail

project="${ZHEN_PROJECT:-.}"
arguments=(-C "$project" --lang "${ZHEN_LANGUAGE:-en}" check --format github --fail-on "${ZHEN_FAIL_ON:-error}")

if [ "${ZHEN_CHANGED_FROM:-}" = none ]; then
  base=
elif [ -n "${ZHEN_CHANGED_FROM:-}" ]; then
  base="$ZHEN_CHANGED_FROM"
elif [ "${ZHEN_EVENT:-}" = pull_request ]; then
  # What is checked out is a merge; its first parent is the tip of the branch that the request is for.
  if git -C "$project" rev-parse --verify --quiet 'HEAD^2' >/dev/null; then
    base='HEAD^1'
  else
    base=
    echo "zhen: everything is checked: the merge commit's parents are not here (actions/checkout with fetch-depth: 2 brings them)"
  fi
else
  base=
fi
[ -z "$base" ] || arguments+=(--changed-from "$base")
[ -z "${ZHEN_BASELINE:-}" ] || arguments+=(--baseline "$ZHEN_BASELINE")
[ "${ZHEN_RELEASE:-false}" != true ] || arguments+=(--release)

# What stands behind -- is no option, whatever it begins with.
arguments+=(--)
while IFS= read -r chapter; do
  [ -z "$chapter" ] || arguments+=("$chapter")
done <<<"${ZHEN_CHAPTERS:-}"

exec node "$ZHEN_ACTION/dist/cli/main.js" "${arguments[@]}"
