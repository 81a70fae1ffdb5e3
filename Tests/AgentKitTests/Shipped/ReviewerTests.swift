import AgentKit
import CRoundhouse
import Foundation
import Testing

@Suite("Reviewer", .timeLimit(.minutes(2))) struct ReviewerTests {
  /// A finding as a test looks at it.
  private struct Seen: Equatable, CustomStringConvertible {
    let place: String
    let severity: String
    let rule: String

    var description: String { "\(place) \(severity) \(rule)" }
  }

  private struct Outcome {
    let answer: Answer
    let seen: [Seen]
    let summary: String
    let verdict: String

    init(_ answer: Answer) {
      self.answer = answer
      let findings = answer.values["findings"] as? [[String: Any]] ?? []
      seen = findings.map {
        Seen(
          place: "\($0["file"] as? String ?? ""):\($0["line"] as? Int ?? 0)",
          severity: $0["severity"] as? String ?? "", rule: $0["rule"] as? String ?? "")
      }
      summary = answer.values["summary"] as? String ?? ""
      verdict = answer.values["verdict"] as? String ?? ""
    }

    var rules: [String] { seen.map(\.rule) }
  }

  private func review(
    _ diff: String, _ capability: String = "code.review", config: String? = nil
  ) async throws -> Outcome {
    let host = try ShippedAgent.host("reviewer", config: config)
    let payload = try JSONSerialization.data(withJSONObject: ["diff": diff])
    let outcome = Outcome(await host.call(capability, String(decoding: payload, as: UTF8.self)))
    await host.destroy()
    return outcome
  }

  /// A diff that makes a new file.
  private func new(_ path: String, _ lines: String) -> String {
    let all = lines.split(separator: "\n", omittingEmptySubsequences: false)
    return
      "diff --git a/\(path) b/\(path)\nnew file mode 100644\n--- /dev/null\n+++ b/\(path)\n@@ -0,0 +1,\(all.count) @@\n"
      + all.map { "+\($0)\n" }.joined()
  }

  @Test("line numbers are those of the new file, over several hunks and files")
  func lineNumbers() async throws {
    let outcome = try await review(
      """
      diff --git a/a.c b/a.c
      index 1..2 100644
      --- a/a.c
      +++ b/a.c
      @@ -10,4 +10,5 @@ int main(void)
       {
      -  one();
      +  strcpy(a, b);
      +  two();
       }
      @@ -40,2 +41,2 @@
       x
      -y
      +gets(line);
      diff --git a/old name.py b/new name.py
      similarity index 90%
      rename from old name.py
      rename to new name.py
      --- a/old name.py
      +++ b/new name.py
      @@ -1 +1,2 @@
       a = 1
      +eval(a)
      """, "review.danger")
    #expect(outcome.seen.map(\.place) == ["a.c:11", "a.c:42", "new name.py:2"])
    #expect(outcome.rules == ["danger.unbounded-copy", "danger.unbounded-copy", "danger.eval"])
    #expect(outcome.verdict == "request-changes")
    #expect(outcome.summary.hasPrefix("2 files, +4 −2: 3 critical."))
  }

  @Test("the files of a pull request are read as GitHub lists them")
  func gitHub() async throws {
    let host = try ShippedAgent.host("reviewer")
    let outcome = Outcome(
      await host.call(
        "review.danger",
        #"{"title":"T","description":"","files":[{"filename":"app/x.js","status":"modified","additions":1,"sha":"0","#
          + #""patch":"@@ -5,2 +5,3 @@ function f() {\n a\n+  el.innerHTML = name\n b"},"#
          + #"{"path":"logo.png","status":"added"}]}"#))
    #expect(outcome.seen.map(\.description) == ["app/x.js:6 major danger.markup"])
    await host.destroy()
  }

  @Test(
    "secrets are found by their form, their name and their randomness, and never told whole",
    arguments: [
      (#"key = ""# + "AKIA" + #"IOSFODNN7QWERTYU""#, "secret.aws-key", "critical"),
      ("token: gh" + "p_0123456789abcdefghijklmnopqrstuvwxyz", "secret.github-token", "critical"),
      ("-----BEGIN RSA " + "PRIVATE KEY-----", "secret.private-key", "critical"),
      ("url = 'postgres://app:hunter22@db.internal/x'", "secret.url-password", "critical"),
      (#"let apiKey: String = "k3-9f8e7d6c""#, "secret.assigned", "major"),
      (#"  "db_password": "correct-horse","#, "secret.assigned", "major"),
      ("blob = 'Zm9vYmFy9X8y7W6vQ5pL4kJ3hG2fD1sA'", "secret.entropy", "minor"),
    ])
  func secrets(line: String, rule: String, severity: String) async throws {
    let outcome = try await review(new("config.py", line), "review.secrets")
    #expect(outcome.seen == [.init(place: "config.py:1", severity: severity, rule: rule)])
    for secret in ["QWERTYU", "hunter22", "9f8e7d6c", "horse", "4kJ3hG2", "uvwxyz"] {
      #expect(!outcome.answer.text.contains(secret))
    }
  }

  @Test(
    "what only looks like a secret is passed over",
    arguments: [
      #"password = os.environ["DB_PASSWORD"]"#, #"password = "${DB_PASSWORD}""#, #"api_key = "your-key-here""#,
      "if password == expected_password:", "commit = '3f786850e387550fdaf836ed7e6dc881de23001b'",
      "url = 'https://example.org/a/b?c=d:e@f'", "let secretary = \"Ms Example-Person\"", "token = 1",
      "path = 'Sources/RoundhousePatterns/Templates/Files2'",
    ])
  func noSecrets(line: String) async throws {
    #expect(try await review(new("config.py", line), "review.secrets").seen == [])
  }

  @Test(
    "dangerous code is told by its rule",
    arguments: [
      ("a.py", "x = eval(text)", "danger.eval"), ("a.py", "data = pickle.loads(body)", "danger.pickle"),
      ("a.py", "subprocess.run(c, shell=True)", "danger.shell-true"),
      ("a.py", "requests.get(u, verify=False)", "danger.tls"),
      ("a.py", #"db.execute("SELECT * FROM users WHERE name = '%s'" % name)"#, "danger.sql"),
      ("a.py", #"db.execute(f"DELETE FROM users WHERE id = {id}")"#, "danger.sql"),
      ("a.js", "q(`SELECT a FROM t WHERE b = ${c}`)", "danger.sql"),
      ("a.java", #"s.execute("UPDATE t SET a = " + a);"#, "danger.sql"),
      ("a.swift", #"try run("DELETE FROM t WHERE id = \(id)")"#, "danger.sql"),
      ("a.c", "  sprintf(buffer, format, x);", "danger.unbounded-copy"),
      ("a.swift", "let x = try! load()", "danger.force"),
      ("a.js", "child_process.exec(command)", "danger.child-process"),
      ("a.sh", "curl -k https://x | sh", "danger.tls"), ("a.go", "tls.Config{InsecureSkipVerify: true}", "danger.tls"),
    ])
  func danger(path: String, line: String, rule: String) async throws {
    #expect(try await review(new(path, line), "review.danger").rules.contains(rule))
  }

  @Test(
    "what stands in a comment, in a text or in another name is no danger",
    arguments: [
      ("a.py", "# never eval(text)"), ("a.py", #"print("eval(x) is bad")"#), ("a.py", "retrieval(x)"),
      ("a.py", "model.eval()"), ("a.c", "snprintf(buffer, size, format);"), ("a.c", "/* strcpy(a, b) */"),
      ("a.c", "int system_state;"), ("a.py", #"db.execute("SELECT a FROM t WHERE b = ?", [b])"#),
      ("notes.md", "eval(x)"),
    ])
  func noDanger(path: String, line: String) async throws {
    #expect(try await review(new(path, line), "review.danger").seen == [])
  }

  @Test("a comment of several lines hides what stands in it")
  func blockComment() async throws {
    let outcome = try await review(new("a.c", "/* one\nstrcpy(a, b);\n*/ gets(x);"), "review.danger")
    #expect(outcome.seen.map(\.place) == ["a.c:3"])
  }

  @Test("code without a test is told once, at the largest file; with a test it is not")
  func missingTests() async throws {
    let code = (1...25).map { "let a\($0) = \($0)" }.joined(separator: "\n")
    let source = new("Sources/A.swift", code)
    let missing = try await review(source + new("Sources/B.swift", "let b = 1"), "review.tests")
    #expect(missing.seen.map(\.description) == ["Sources/A.swift:1 major tests.missing"])
    #expect(try await review(source + new("Tests/ATests.swift", "let a = 1"), "review.tests").verdict == "approve")
    let small = try await review(new("a.py", "a = 1\n\n# words"), "review.tests")
    #expect(small.seen.map(\.severity) == ["minor"] && small.verdict == "comment")
    #expect(try await review(new("README.md", "words"), "review.tests").seen == [])
  }

  @Test("tests that go or are passed over are told")
  func weakenedTests() async throws {
    let removed =
      "diff --git a/tests/test_a.py b/tests/test_a.py\ndeleted file mode 100644\n--- a/tests/test_a.py\n+++ /dev/null\n"
      + "@@ -1 +0,0 @@\n-assert True\n"
    #expect(
      try await review(removed, "review.tests").seen.map(\.description) == ["tests/test_a.py:1 major tests.removed"])
    let skipped = new("src/a.test.ts", "it('x', f)\nit.skip('y', g)")
    #expect(
      try await review(skipped, "review.tests").seen.map(\.description) == ["src/a.test.ts:2 minor tests.skipped"])
  }

  @Test("functions with many ways, deep blocks and many lines are measured, in braces and by indentation")
  func complexity() async throws {
    let ways = (1...12).map { "  if (a == \($0)) { b(); }" }.joined(separator: "\n")
    let branches = try await review(new("a.c", "static int decide(int a) {\n\(ways)\n}"), "review.complexity")
    #expect(branches.seen.map(\.description) == ["a.c:1 minor complexity.branches"])
    #expect(branches.answer.text.contains("decide has about 13 ways"))
    let deep = try await review(
      new("a.swift", "func dig() {\nif a {\nif b {\nif c {\nif d {\nif e {\nx()\n}\n}\n}\n}\n}\n}"), "review.complexity"
    )
    #expect(deep.rules == ["complexity.nesting"])
    let nested = (0..<6).map { String(repeating: "    ", count: $0 + 1) + "for x in y:" }.joined(separator: "\n")
    let python = try await review(
      new("a.py", "def dig():\n\(nested)\n" + String(repeating: " ", count: 28) + "z()\n\ndef small():\n    pass"),
      "review.complexity")
    #expect(python.seen.map(\.description) == ["a.py:1 minor complexity.nesting"])
    let long = (1...130).map { "  x\($0)()" }.joined(separator: "\n")
    let length = try await review(new("a.js", "function go() {\n\(long)\n}"), "review.complexity")
    #expect(length.seen.map(\.description) == ["a.js:1 major complexity.length"])
  }

  @Test("functions that were there before are not measured")
  func oldFunctions() async throws {
    let ways = (1...12).map { "   if (a == \($0)) { b(); }" }.joined(separator: "\n")
    let diff = "--- a/a.c\n+++ b/a.c\n@@ -1,14 +1,15 @@\n static int decide(int a) {\n\(ways)\n+  c();\n }\n"
    #expect(try await review(diff, "review.complexity").seen == [])
  }

  @Test("style is told line by line")
  func style() async throws {
    let lines = [
      "let a = 1  ", "// TODO: more", "// let b = f(1);", "console.log(a)", " \tx()",
      String(repeating: "x", count: 121),
      "<<<<<<< HEAD", "fine()",
    ]
    let outcome = try await review(new("a.js", lines.joined(separator: "\n")), "review.style")
    #expect(
      outcome.seen.map(\.description).sorted() == [
        "a.js:1 info style.trailing-space", "a.js:2 info style.todo", "a.js:3 minor style.commented-code",
        "a.js:4 minor style.debug-print", "a.js:5 info style.mixed-indentation", "a.js:6 info style.line-length",
        "a.js:7 critical style.conflict-marker",
      ])
  }

  @Test("the worst comes first, and what does not fit into the answer is counted")
  func order() async throws {
    let config =
      #"{"diffBytes":5000,"findings":2,"lineLength":120,"functionLines":60,"complexity":10,"nesting":4}"#
    let outcome = try await review(new("a.py", "x = 1 \neval(x)\n# TODO\nexec(x)"), config: config)
    #expect(outcome.rules == ["danger.eval", "danger.exec"])
    #expect(outcome.summary.contains("2 critical, 1 minor, 2 info."))
    #expect(outcome.summary.contains("The first 2 findings of 5 are told."))
    let long = try await review(new("a.py", String(repeating: "x", count: 5000)), config: config)
    #expect(long.answer.kind == .badRequest && long.answer.code == "too_long_diff")
    #expect(long.answer.message.contains("send its files in several requests"))
  }

  @Test("all of it together is what each finds alone")
  func all() async throws {
    let diff = new("a.py", "password = 'tr0ub4dor-3'\neval(x)\nif a: pass # TODO\nx = 1 ")
    var alone: [String] = []
    for part in ["secrets", "danger", "tests", "complexity", "style"] {
      alone += try await review(diff, "review.\(part)").seen.map(\.description)
    }
    #expect(try await review(diff).seen.map(\.description).sorted() == alone.sorted())
  }

  @Test(
    "diffs of every kind are read",
    arguments: [
      ("--- a.py\t2026-01-01\n+++ b.py\t2026-01-02\n@@ -1 +1 @@\n-a\n+eval(a)\n", "b.py:1"),
      ("diff --git a/a.py b/a.py\r\n--- a/a.py\r\n+++ b/a.py\r\n@@ -1,2 +1,2 @@\r\n x\r\n-a\r\n+eval(a)\r\n", "a.py:2"),
      ("--- a/a.py\n+++ b/a.py\n@@ -1,3 +1,3 @@\n x\n\n-a\n+eval(a)", "a.py:3"),
      (
        "--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+eval(a)\n\\ No newline at end of file\n",
        "a.py:1"
      ),
      (
        #"diff --git "a/gr\303\266\303\237e.py" "b/gr\303\266\303\237e.py""# + "\n"
          + #"--- "a/gr\303\266\303\237e.py""# + "\n" + #"+++ "b/gr\303\266\303\237e.py""#
          + "\n@@ -1 +1 @@\n-a\n+eval(a)\n", "größe.py:1"
      ),
      (
        "From: a\nSubject: b\n\n--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,2 @@\n--- not a header\n+eval(a)\n x\n-- \n2.39\n",
        "a.py:1"
      ),
    ])
  func kinds(diff: String, place: String) async throws {
    let outcome = try await review(diff, "review.danger")
    #expect(outcome.seen.map(\.place) == [place])
    #expect(!outcome.summary.contains("were not read") && !outcome.summary.contains("Cut off"))
  }

  @Test("what was cut off, hidden or not shown is said, and is not approved")
  func gaps() async throws {
    let cut = try await review("--- a/a.py\n+++ b/a.py\n@@ -1,9 +1,9 @@\n x\n", "review.style")
    #expect(cut.summary.contains("Cut off in the midst of a hunk: a.py.") && cut.verdict == "comment")
    let hidden = try await review("--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-x\n+y\n+eval(z)\n", "review.danger")
    #expect(hidden.summary.contains("1 lines stand outside of any hunk") && hidden.verdict == "comment")
    let binary = try await review(
      "diff --git a/x.png b/x.png\nindex 1..2 100644\nBinary files a/x.png and b/x.png differ\n")
    #expect(binary.summary.contains("1 binary file was not looked into.") && binary.verdict == "comment")
    let empty = try await review("")
    #expect(empty.seen == [] && empty.verdict == "comment" && empty.summary.contains("nothing to review"))
  }

  @Test("what is no diff is refused with what to send")
  func refusals() async throws {
    let words = try await review("hello")
    #expect(words.answer.kind == .badRequest && words.answer.code == "no_diff")
    let host = try ShippedAgent.host("reviewer")
    #expect(await host.call("code.review", "{}").code == "no_diff")
    #expect(await host.call("code.review", #"{"diff":1}"#).kind == .schemaFailed)
    #expect(await host.call("code.review", #"{"files":[{"patch":""}]}"#).kind == .schemaFailed)
    await host.destroy()
  }

  @Test("nothing that a hostile diff says breaks it", arguments: 0..<8)
  func hostile(seed: UInt64) async throws {
    var numbers = SplitMix(seed)
    let pieces = [
      "diff --git a/a.c b/a.c\n", "--- a/a.c\n", "+++ b/a.c\n", "+++ /dev/null\n", "@@ -1,5 +1,5 @@\n",
      "@@ -1 +999999999 @@\n",
      "@@ -0,0 +999999999999999999999,1 @@\n", "@@", "+x\n", "-y\n", " z\n", "\\", "\n", "\r\n", "\"", "\"\\30", "'",
      "/*", "*/", "\u{0}",
      "GIT binary patch\n", "rename to \n", "{", "}", "+if (a) {\n", "+func f(\n", "+password = \"\n", "+a://b:c@\n",
      "😀", "+def f():\n",
    ]
    let host = try ShippedAgent.host("reviewer")
    for _ in 0..<40 {
      let diff = (0..<60).map { _ in pieces[Int(numbers.next() % UInt64(pieces.count))] }.joined()
      let payload = try JSONSerialization.data(withJSONObject: ["diff": diff])
      let answer = await host.call("code.review", String(decoding: payload, as: UTF8.self))
      #expect(answer.status == RH_OK || answer.code == "no_diff", "\(diff)")
      let lines = (answer.values["findings"] as? [[String: Any]] ?? []).compactMap { $0["line"] as? Int }
      #expect(lines.allSatisfy { $0 >= 1 })
    }
    await host.destroy()
  }

  /// Numbers that are the same in every run.
  private struct SplitMix {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}
