#!/bin/bash
# Makes the folders from which a host loads the agents that ship: manifest, library, and the documents that the agent reads.
#
# usage: Plugins/stage.sh BUILD FOLDER
#   BUILD   where `swift build` put the libraries of the agents in Swift, such as .build/release
#   FOLDER  gets one folder for each agent; each file is renamed into place, so that a host may watch meanwhile
set -euo pipefail
repository=$(cd "$(dirname "$0")/.." && pwd)
build=$1
target=$2

# Puts a file in place in one step, and only if it is another one: a host that watches need not load it again.
place() {
  cmp -s "$1" "$2" && return
  cp "$1" "$2.new"
  mv "$2.new" "$2"
}

# Makes a folder of documents as it is in the source, each file in one step; what is no more in the source goes.
place_documents() {
  local file
  mkdir -p "$2"
  for file in "$2"/*; do
    [ -e "$1/${file##*/}" ] || rm -f "$file"
  done
  for file in "$1"/*; do
    place "$file" "$2/${file##*/}"
  done
}

# What an author would do (sdk/README.md), and the strictest warnings. The C libraries that an agent needs beyond the C
# library itself stand in its file "libraries", as the linker wants them.
compile() {
  local library=$1
  shift
  clang -std=c11 -O2 -Wall -Wextra -Wpedantic -Werror -shared -fPIC -fvisibility=hidden \
    -I"$repository/sdk/c/include" -Wl,--version-script="$repository/sdk/c/agent.map",-Bsymbolic,-z,defs \
    -o "$library" "$@"
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

for manifest in "$repository"/Plugins/*/agent.json; do
  source=$(dirname "$manifest")
  name=$(basename "$source")
  mkdir -p "$target/$name"
  if compgen -G "$source/*.c" >/dev/null; then
    libraries=()
    [ ! -e "$source/libraries" ] || read -ra libraries <"$source/libraries"
    compile "$scratch/lib$name.so" "$source"/*.c "${libraries[@]}"
    place "$scratch/lib$name.so" "$target/$name/lib$name.so"
  elif compgen -G "$source/*.swift" >/dev/null; then
    place "$build/lib$name.so" "$target/$name/lib$name.so"
  fi
  [ ! -d "$source/documents" ] || place_documents "$source/documents" "$target/$name/documents"
  # Last: an agent is there when its manifest is.
  place "$manifest" "$target/$name/agent.json"
done
