#!/usr/bin/env bash
# Runs clang-tidy over one source file and leaves a stamp, and beside it a list of the headers the
# file includes, so that the build runs it again only when one of them has changed.
#
# usage: tidy_file.sh BUILD_FOLDER SOURCE STAMP
set -euo pipefail
build=$1 source=$2 stamp=$3

# The compile command of the file, as CMake wrote it into compile_commands.json.
command=$(awk -v file="\"file\": \"$source\"" '
  /"command":/ { command = $0 }
  index($0, file) { sub(/^ *"command": "/, "", command); sub(/",$/, "", command); print command; exit }
' "$build/compile_commands.json" | sed 's/\\"/"/g')
if [ -z "$command" ]; then
  echo "$source: no target builds this file: add it to one, or remove it" >&2
  exit 1
fi

clang-tidy --quiet -p "$build" --extra-arg=-Wno-unknown-warning-option "$source" \
  2> >(grep -v 'warnings generated\|warning generated' >&2)
mkdir -p "$(dirname "$stamp")"
cd "$build"
# eval: the command is a shell line with quoted definitions.
eval "${command%% -o *} -c $(printf %q "$source") -MM -MT $(printf %q "$stamp") -MF $(printf %q "$stamp.d")"
touch "$stamp"
