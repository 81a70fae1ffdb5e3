#!/bin/bash
# Builds and runs all tests; the last line says how it went. The whole output is kept in .build/test.log.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit
mkdir -p .build
started=$SECONDS

swift build --build-tests || exit
# One test at a time: many run compilers and servers, and two cores give them all time only in turn.
#
# Hosts run in a process of their own: the runner's monitor of exit tests looks for children that have ended, and one of a
# host's that is not reaped yet keeps it busy for ever, and every exit test of that process waiting.
# A test that hangs ends its part, and is the last one that the log names.
longest=$([ -n "${ROUNDHOUSE_SOAK:-}" ] && echo 4h || echo 30m)
hosts='^(Roundhouse(Host|Isolation)|HostChaos)Tests\.'
: >.build/test.log
status=0
for part in --skip --filter; do
  timeout --kill-after 30 "$longest" swift test --skip-build --no-parallel "$part" "$hosts" 2>&1 | tee -a .build/test.log
  part_status=${PIPESTATUS[0]}
  [ "$part_status" -ne 124 ] || echo "make test: stopped after $longest, in the last test that has started" | tee -a .build/test.log
  [ "$part_status" -eq 0 ] || status=1
done

# What holds of agents in this process holds of those in a worker.
if [ "$status" -eq 0 ]; then
  ROUNDHOUSE_TEST_TIER=worker timeout --kill-after 30 "$longest" swift test --skip-build --no-parallel \
    --filter 'HostTests/(AgentCallTests|AnnouncementTests|AsyncTests|FailoverTests|HealthTests)' 2>&1 |
    tee .build/test-worker.log
  status=${PIPESTATUS[0]}
fi

echo "make test: $([ "$status" -eq 0 ] && echo passed || echo "FAILED with status $status") after $((SECONDS - started)) s"
# The runner's own summary, which the lines of other processes may have followed.
grep -aE 'Test run with [0-9]+ tests?' .build/test.log
exit "$status"
