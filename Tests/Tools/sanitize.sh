#!/bin/bash
# Builds the tests with a sanitizer and runs those that look at memory and threads:
#   Tests/Tools/sanitize.sh thread|address [filter]
# The last line says how many reports there were; the whole output is kept in .build/sanitize-<kind>.log.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit

kind=${1:-}
case $kind in
  thread) rooms=(Isolation Host Loading Store Runs) ;;
  address) rooms=(Isolation Host Loading Server Store Runs) ;;
  *)
    echo "usage: sanitize.sh thread|address [filter]" >&2
    exit 2
    ;;
esac
filters=("${rooms[@]/#/Roundhouse}")
filters=("${filters[@]/%/Tests}")
[ $# -lt 2 ] || filters=("$2")
scratch=${SANITIZE_SCRATCH:-.build/sanitize-$kind}
log=.build/sanitize-$kind.log

# A worker shuts itself in while it has one thread, and one that is built with a sanitizer begins with more.
swift build --product roundhouse-worker || exit
swift build --product sandbox-probe || exit
ROUNDHOUSE_TEST_PROGRAMS=$PWD/.build/debug
export ROUNDHOUSE_TEST_PROGRAMS

swift build --build-tests --sanitize="$kind" --scratch-path "$scratch" || exit

if [ "$kind" = thread ]; then
  clang -shared -fPIC -O1 -o "$scratch/tsan-mutex.so" Tests/Tools/tsan-mutex.c || exit
  environment=(LD_PRELOAD="$(realpath "$scratch/tsan-mutex.so")"
    TSAN_OPTIONS="halt_on_error=0 history_size=4 report_signal_unsafe=0")
else
  # What agents leave behind on purpose is no find of ours.
  environment=(ASAN_OPTIONS="detect_leaks=0 detect_stack_use_after_return=0")
fi

: >"$log"
status=0
# Each room in a process of its own: what one leaves behind is not held against the next.
for filter in "${filters[@]}"; do
  env "${environment[@]}" swift test --sanitize="$kind" --skip-build --no-parallel --scratch-path "$scratch" \
    --filter "$filter" 2>&1 | tee -a "$log"
  [ "${PIPESTATUS[0]}" -eq 0 ] || status=1
done

reports=$(grep -ac 'WARNING: ThreadSanitizer\|ERROR: AddressSanitizer' "$log")
echo "sanitize $kind: $reports reports, tests $([ $status -eq 0 ] && echo passed || echo FAILED)"
[ $status -eq 0 ] && [ "$reports" -eq 0 ]
