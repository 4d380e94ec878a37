#!/bin/sh
# Fetches the page's packages when the lock file has changed, and bundles the page. A failure is said
# and does not stop the build of the rest; the next build tries again.
#
# usage: build_page.sh OUT_FOLDER
out=$1
cd "$(dirname "$0")" || exit 1
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT

fetched=node_modules/.fetched
if ! cmp -s package-lock.json "$fetched"; then
  if npm ci --no-progress >"$log" 2>&1; then
    cp package-lock.json "$fetched"
  else
    tail -n 5 "$log" >&2
    echo "page: npm could not fetch its packages (is there a network?): the service will have no page" >&2
    exit 0
  fi
fi
exec node build.mjs "$out"
