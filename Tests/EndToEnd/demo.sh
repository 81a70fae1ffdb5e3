#!/bin/bash
# Shows a host at work on real requests, and checks each thing that it shows.
#
# usage: Tests/EndToEnd/demo.sh ROUNDHOUSE [AGENTS]
#   ROUNDHOUSE  the command, with the agents that ship staged around it (`make build`)
#   AGENTS      their folder, if they lie elsewhere
# Exits 0 only if each step showed what it says. Everything it makes is in a folder of its own, removed at the end.
# Functions are called by their names, as arguments of expect, eventually and trap.
# shellcheck disable=SC2317
set -uo pipefail
repository=$(cd "$(dirname "$0")/../.." && pwd)
roundhouse=$(realpath "$1")
shipped=${2:+$(realpath "$2")}
room=$(mktemp -d -t roundhouse-demo-XXXXXX)
cd "$room" || exit
failures=()
host=""
stream=""

# Only processes that this script started, and each by its id.
finish() {
  [ -n "$stream" ] && kill "$stream" 2>/dev/null
  [ -n "$host" ] && kill -KILL "$host" 2>/dev/null
  rm -rf "$room"
}
trap finish EXIT

# Nothing of this machine's own agents, configuration or state plays a part.
export XDG_DATA_HOME="$room/data" XDG_CONFIG_HOME="$room/config" XDG_STATE_HOME="$room/state-home"
export ROUNDHOUSE_SDK="$repository/sdk" NO_COLOR=1
unset ROUNDHOUSE_SERVER ROUNDHOUSE_AGENT_PATH ROUNDHOUSE_STATE ROUNDHOUSE_LISTEN
mkdir agents

bold="" blue="" plain=""
[ -t 1 ] && bold=$'\033[1m' blue=$'\033[36m' plain=$'\033[0m'
heading() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }
shown() { printf '%s$ %s%s\n' "$blue" "$*" "$plain"; }
say() { printf '%s\n' "$*"; }

milliseconds() { echo $(($(date +%s%N) / 1000000)); }

# Prints a command as a person would type it, runs it, prints all that it says, and keeps its output.
run() {
  local word words=()
  for word in "$@"; do
    case $word in
      "$roundhouse") word=roundhouse ;;
      *[\ \{\"]*) word="'$word'" ;;
    esac
    words+=("$word")
  done
  shown "${words[*]}"
  output=$("$@" 2>err)
  status=$?
  [ -z "$output" ] || printf '%s\n' "$output"
  cat err
}

# A thing that must have been seen: a sentence, then a test.
expect() {
  local sentence=$1
  shift
  if "$@"; then say "  ✓ $sentence"; else
    say "  ✗ $sentence"
    failures+=("$sentence")
  fi
}
shows() { [ "$status" -eq 0 ] && [[ $output == *"$1"* ]]; }
is() { [ "$status" -eq 0 ] && [ "$output" = "$1" ]; }

# Waits for what happens by itself, at longest ten seconds.
eventually() {
  local deadline=$(($(milliseconds) + 10000))
  until "$@"; do
    [ "$(milliseconds)" -lt "$deadline" ] || return 1
    sleep 0.01
  done
}
call() { curl -s -m 5 -X POST -H 'Content-Type: application/json' -d "$2" "$url/v1/call/$1"; }
# Starts a host over the folder `state` and waits until it answers.
start() {
  rm -f ready
  shown "roundhouse serve --listen 127.0.0.1:0 --state state --agents agents --ready-file ready &"
  "$roundhouse" serve --listen 127.0.0.1:0 --state state ${shipped:+--agents "$shipped"} --agents agents \
    --ready-file ready --grace 5s >report 2>log &
  host=$!
  if ! eventually test -s ready; then
    say "The host did not start:"
    cat report log
    exit 1
  fi
  url=$(cat ready)
  export ROUNDHOUSE_SERVER=$url
}
price='{"unitCents":1250,"quantity":4}'
# Starts a stream of requests: its answers go into the file of that name, until `ended` is told it.
streamed() {
  python3 "$repository/Tests/EndToEnd/demo_client.py" stream "$url" "stop-$1" "${@:2}" >"$1" &
  stream=$!
}
flows() { [ "$(wc -l <"$1")" -gt "$2" ]; }
ended() {
  touch "stop-$1"
  wait "$stream"
  stream=""
  total=$(wc -l <"$1")
  failed=$(grep -vc '^200 ' "$1")
}
priced_by() { [[ $(call quote.price "$price") == *"$1"* ]]; }

heading "1. No server, no code: a function of the C library, from a manifest alone"
run "$roundhouse" call math.pow '{"base":2,"exponent":10}' ${shipped:+--agents "$shipped"}
expect "libm's pow answered 1024" is '{"result":1024}'

heading "2. A host with the agents that ship, on a free port, with a state of its own"
start
grep -v '^state in' report | cut -c 1-110
expect "it answers at $url" curl -sf -o health "$url/healthz"
say "From here on ROUNDHOUSE_SERVER=$url, so that the command asks this host."

heading "3. An agent in C"
run "$roundhouse" call text.echo '{"hello":"roundhouse"}'
expect "it gave back what it got" is '{"hello":"roundhouse"}'

heading "4. An agent in Swift that keeps its books in the host's state"
run "$roundhouse" call ticket.purchase '{"event":"winter-jazz","count":2}' --key demo-1
first=$output
expect "two tickets were sold" shows '"totalCents"'
run "$roundhouse" call ticket.purchase '{"event":"winter-jazz","count":2}' --key demo-1
expect "the same key again bought nothing twice: it is the same order" is "$first"

heading "5. A C library, in the running host, over plain HTTP"
run curl -s -X POST -H 'Content-Type: application/json' -d '{"base":2,"exponent":10}' "$url/v1/call/math.pow"
expect "libm's pow answered 1024 again" is '{"result":1024}'

heading "6. Why a request goes where it goes"
run "$roundhouse" route quote.price --explain
expect "the two agents stand in the order of their priorities" shows "asked first"
expect "the second one would be asked after the first" shows "roundhouse.quote-steady"

heading "7. An agent is dropped in while requests run"
shown "demo_client.py stream $url     (asks quote.price all the time from here to step 9)"
streamed stream
run "$roundhouse" new greeter --language c
run make -s -C greeter
run mkdir agents/greeter
run cp greeter/libgreeter.so agents/greeter
shown "mv greeter/agent.json agents/greeter     (and asks greeter.hello until it answers)"
took=$(python3 "$repository/Tests/EndToEnd/demo_client.py" drop "$url" greeter.hello greeter/agent.json \
  agents/greeter/agent.json)
expect "from its manifest to its first answer: ${took:-no answer}" test -n "$took"
run "$roundhouse" call greeter.hello '{}'
expect "anybody can ask it now" is '{"greeting":"hello from C"}'

heading "8. The preferred agent fails, and requests fail over"
expect "quote-fast, of the higher priority, answers first" priced_by quote-fast
run "$roundhouse" call quote.switch '{"failing":true}'
expect "quote-fast was told to fail" is '{"failing":true}'
expect "quote-steady answers in its place" eventually priced_by quote-steady
fast_is_unwell() { [[ $("$roundhouse" agents show roundhouse.quote-fast --json) =~ \"breaker\":\ \"(open|half-open)\" ]]; }
expect "after a few failures quote-fast is left alone" eventually fast_is_unwell
run "$roundhouse" route quote.price --explain
expect "and the route says so" shows "roundhouse.quote-steady"

heading "9. It is well again, and takes over"
run "$roundhouse" call quote.switch '{"failing":false}'
well=$(milliseconds)
expect "quote-fast answers again" eventually priced_by quote-fast
say "  told to be well → it answers: $(($(milliseconds) - well)) ms"
sleep 0.3
ended stream
fast=$(grep -c 'quote-fast' stream)
steady=$(grep -c 'quote-steady' stream)
say "Meanwhile $total requests for quote.price ran: $fast answered by quote-fast, $steady by quote-steady, $failed failed."
expect "no request failed" test "$failed" -eq 0 -a "$total" -gt 20
expect "both agents had their share" test "$fast" -gt 0 -a "$steady" -gt 0

heading "10. An agent crashes in a process of its own, and the host shrugs"
run "$roundhouse" new fragile --language c
say "Anything but {} shall end it, and its manifest asks for a process of its own:"
run sed -i 's/(void)request;/if (request->payload.size > 2) abort();/' fragile/agent.c
run sed -i 's/"blocking": false/"tier": "worker"/' fragile/agent.json
run make -s -C fragile
run mv fragile agents/fragile
answers_again() { [[ $(call fragile.hello '{}') == *hello* ]]; }
expect "it answers" eventually answers_again
shown "demo_client.py stream $url     (asks quote.price all the time)"
streamed others
eventually flows others 20
run "$roundhouse" call fragile.hello '{"please":"crash"}'
crashed=$(milliseconds)
expect "the caller is told what became of it" grep -q agent_crashed err
expect "its next process answers" eventually answers_again
say "  told of the crash → the next process answers: $(($(milliseconds) - crashed)) ms"
run "$roundhouse" agents show fragile
expect "the host knows how it ended, and that it was started again" shows "SIGABRT"
eventually flows others "$(($(wc -l <others) + 20))"
ended others
say "Meanwhile $total requests of others ran, $failed failed."
expect "nobody else noticed" test "$failed" -eq 0 -a "$total" -gt 40

heading "11. A bad new version is rolled back by itself"
say "Version 0.2.0 of greeter passes its self test and then fails every request that is not {}:"
run sed -i 's/(void)request;/if (request->payload.size > 2) return RH_AGENT_ERROR;/' greeter/agent.c
run make -s -C greeter
run cp greeter/libgreeter.so agents/greeter/libgreeter-2.so
sed -e 's/0\.1\.0/0.2.0/' -e 's/libgreeter\.so/libgreeter-2.so/' agents/greeter/agent.json >greeter/agent.json
shown "demo_client.py stream $url greeter.hello     (asks it all the time)"
streamed greeted greeter.hello '{"name":"Ada"}'
eventually flows greeted 20
run mv greeter/agent.json agents/greeter/agent.json
rolled_back() { "$roundhouse" agents history greeter 2>err | grep -q "rolled back"; }
expect "the host took it back" eventually rolled_back
run "$roundhouse" agents history greeter
expect "and says why" shows "0.2.0"
run "$roundhouse" call greeter.hello '{"name":"Ada"}'
expect "version 0.1.0 answers, as before" is '{"greeting":"hello from C"}'
ended greeted
say "Meanwhile $total requests for greeter.hello ran, $failed failed."
expect "no request failed" test "$failed" -eq 0 -a "$total" -gt 20

heading "12. The host in figures"
run "$roundhouse" stats
expect "it counted the failovers" shows "failovers"

heading "13. A run survives its host: killed half-way, it finishes with the next one"
cat >trip.json <<'END'
{ "pattern": "graph", "id": "trip",
  "nodes": [
    { "id": "book", "capability": "ticket.purchase", "input": { "event": "winter-jazz", "count": 3 } },
    { "id": "approve", "review": { "reason": "Three tickets for winter-jazz: may the company pay?" } },
    { "id": "log", "capability": "expense.log",
      "input": { "employee": "ada", "amountCents": 13500, "purpose": "an evening with customers" } } ],
  "edges": [{ "from": "book", "to": "approve" }, { "from": "approve", "to": "log" }] }
END
say "A graph of three steps: tickets are bought, a person is asked, the expense is logged."
run "$roundhouse" run trip.json --detach
number=$output
is_asked() { "$roundhouse" reviews 2>err | grep -q "$number"; }
expect "the tickets are bought, and it waits for a person" eventually is_asked
shown "kill -KILL $host"
kill -KILL "$host"
wait "$host" 2>/dev/null
start
expect "the next host knows of it" eventually is_asked
run "$roundhouse" reviews
expect "and what it asks" shows "may the company pay?"
run "$roundhouse" reviews approve "$number" --by ada --comments "a good evening"
is_over() { "$roundhouse" runs show "$number" 2>err | grep -q completed; }
expect "with the decision it goes on, and ends" eventually is_over
run "$roundhouse" runs show "$number"
expect "the tickets were not bought again: the next order is the third" \
  test "$(call ticket.purchase '{"event":"winter-jazz","count":1}' | grep -c '"T-3"')" -eq 1

heading "14. It stops when it is told to, and finishes what is in flight"
shown "kill -TERM $host"
kill -TERM "$host"
wait "$host"
status=$?
host=""
expect "it ended with status 0" test "$status" -eq 0

if [ ${#failures[@]} -eq 0 ]; then
  heading "All of it was seen."
  exit 0
fi
heading "Not all of it was seen:"
printf '  %s\n' "${failures[@]}"
say "The last lines of the host's log:"
tail -n 20 log
exit 1
