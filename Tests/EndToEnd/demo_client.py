#!/usr/bin/env python3
"""The demo's two clients that keep their connection: a process for each request would measure the processes.

usage: demo_client.py stream URL STOP-FILE [CAPABILITY PAYLOAD]
                                                      asks quote.price until the file is there; a line for each answer
       demo_client.py drop URL CAPABILITY FROM TO     renames FROM to TO and asks until an answer comes; prints the time
"""
import http.client, json, os, sys, time


class Client:
    def __init__(self, url):
        self.connection = http.client.HTTPConnection(url.removeprefix("http://").strip(), timeout=5)

    def call(self, capability, payload):
        """The status and the body; status 0 if there was no answer."""
        try:
            self.connection.request("POST", "/v1/call/" + capability, json.dumps(payload),
                                    {"Content-Type": "application/json"})
            answer = self.connection.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            return 0, repr(error)


def stream(url, stop, capability="quote.price", payload='{"unitCents":1250,"quantity":4}'):
    client = Client(url)
    while not os.path.exists(stop):
        print(*client.call(capability, json.loads(payload)), flush=True)
        time.sleep(0.002)


def drop(url, capability, source, target):
    client = Client(url)
    os.rename(source, target)
    started = time.monotonic()
    while client.call(capability, {})[0] != 200:
        if time.monotonic() - started > 10:
            sys.exit(capability + " did not answer within ten seconds")
    print(f"{(time.monotonic() - started) * 1000:.0f} ms")


if __name__ == "__main__":
    {"stream": stream, "drop": drop}[sys.argv[1]](*sys.argv[2:])
