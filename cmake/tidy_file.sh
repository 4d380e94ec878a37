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
' "$build/compile_commands.json" | sed 's/\\\(["\\]\)/\1/g')
if [ -z "$command" ]; then
  echo "$source: no target builds this file: add it to one, or remove it" >&2
  exit 1
fi

# The flags of it that matter to both compilers. eval: it is a shell line with quoted definitions.
flags=()
eval "words=($command)"
for ((i = 0; i < ${#words[@]}; i++)); do
  case "${words[i]}" in
    -I* | -D* | -std=*) flags+=("${words[i]}") ;;
    -isystem) flags+=(-isystem "${words[++i]}") ;;
  esac
done

clang-tidy --quiet "$source" -- "${flags[@]}" 2> >(grep -v 'warnings\? generated' >&2)
mkdir -p "$(dirname "$stamp")"
c++ "${flags[@]}" -MM -MT "$stamp" -MF "$stamp.d" "$source"
touch "$stamp"
