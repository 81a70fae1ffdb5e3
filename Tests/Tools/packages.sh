#!/bin/bash
# Installs the Debian packages that are missing among those named, and says which.
#
# usage: Tests/Tools/packages.sh PACKAGE…
# As root it installs; anybody else is told what to run. When nothing is missing it does nothing, quickly.
set -euo pipefail

if ! command -v dpkg-query >/dev/null; then
  echo "deps: this is not Debian, so nothing is installed. Needed is what these packages bring: $*" >&2
  exit 0
fi
if ! command -v swift >/dev/null; then
  echo "deps: there is no Swift here; get the toolchain 6.3 from https://www.swift.org/install/linux" >&2
  exit 1
fi

present=$(dpkg-query -W -f='${db:Status-Abbrev}${Package}\n' "$@" 2>/dev/null | sed -n 's/^ii //p' || true)
missing=()
for package in "$@"; do
  grep -qx -- "$package" <<<"$present" || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ]; then
  echo "deps: these packages are missing: ${missing[*]}" >&2
  echo "deps: install them: sudo apt-get install ${missing[*]}" >&2
  exit 1
fi
echo "deps: installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}"
echo "deps: installed ${missing[*]}"
