import Testing

internal import RoundhouseModel
internal import RoundhousePatterns

/// Diffs are taken apart into files, whatever is in them.
@Suite struct DiffFilesTests {
  private func files(_ diff: String) throws -> [ChangedFile] { try PullRequest(Reviewing.text(diff)).files }

  @Test("M-060 a real diff of this repository has the files and the lines that git counts")
  func real() throws {
    let diff = try Reviewing.fixture("patterns.diff")
    let counted = try Reviewing.fixture("patterns.numstat").split(separator: "\n").map { $0.split(separator: "\t") }
    let change = try PullRequest(Reviewing.text(diff))
    #expect(change.files.count == 38 && counted.count == 38)
    for (file, numbers) in zip(change.files, counted) {
      #expect([String(file.additions), String(file.deletions), file.path] == numbers.map(String.init))
    }
    #expect(change.additions == 376 && change.deletions == 262)
    #expect(change.files.flatMap(\.patch) == Array(diff.utf8))
  }

  @Test("M-060 removed lines that look like headers are lines, and a hunk that claims too much ends at the next header")
  func hostileHunks() throws {
    let dashes = """
      diff --git a/a.sql b/a.sql
      --- a/a.sql
      +++ b/a.sql
      @@ -1,3 +1,3 @@
      --- a comment
      -- x
      +++ b comment
      +++ y
       same
      --- a/plain.txt
      +++ b/plain.txt
      @@ -1 +1 @@
      -1
      +2

      """
    let files = try files(dashes)
    #expect(files.map(\.path) == ["a.sql", "plain.txt"])
    #expect(files.map(\.additions) == [2, 1] && files.map(\.deletions) == [2, 1])
    let claims = """
      diff --git a/a b/a
      --- a/a
      +++ b/a
      @@ -1,999999999999 +1,999999999999 @@
      +one
      diff --git a/b b/b
      --- a/b
      +++ b/b
      @@ -1,99999999999999999999 +1,x @@
      +two
      @@ nonsense
      @@ -1,1,1 +1 @@
      """
    #expect(try self.files(claims).map(\.path) == ["a", "b"])
    #expect(try self.files(claims).map(\.additions) == [1, 0])
  }

  @Test("M-060 files that were renamed, removed, added, or are binary have their path")
  func kinds() throws {
    let diff = """
      From 1234 Mon Sep 17 00:00:00 2001
      Subject: what stands before is left out

      diff --git a/old name.txt b/new name.txt
      similarity index 100%
      rename from old name.txt
      rename to new name.txt
      diff --git a/gone.txt b/gone.txt
      deleted file mode 100644
      --- a/gone.txt
      +++ /dev/null
      @@ -1 +0,0 @@
      -x
      \\ No newline at end of file
      diff --git a/with blank.png b/with blank.png
      Binary files a/with blank.png and b/with blank.png differ
      diff --git "a/\\303\\244\\t.txt" "b/\\303\\244\\t.txt"
      --- /dev/null
      +++ "b/\\303\\244\\t.txt"
      @@ -0,0 +1 @@
      +x
      diff --git a/x b/mode only
      old mode 100644
      diff --git broken
      """
    #expect(
      try files(diff).map(\.path) == [
        "new name.txt", "gone.txt", "with blank.png", "ä\t.txt", "only", "broken",
      ])
    #expect(try files(diff).map(\.deletions) == [0, 1, 0, 0, 0, 0])
  }

  @Test("M-060 a plain diff -u is taken apart too, with CRLF, times behind names and empty lines that lost their blank")
  func plain() throws {
    let diff = [
      "Only in b: other", "--- a/x.c\t2026-01-01 00:00:00", "+++ b/x.c\t2026-01-02 00:00:00", "@@ -1,3 +1,3 @@", " a",
      "",
      "-b", "+c", "--- y.c", "+++ y.c", "@@ -1 +1 @@", "-1", "+2",
    ].joined(separator: "\r\n")
    let files = try files(diff)
    #expect(files.map(\.path) == ["x.c", "y.c"])
    #expect(files.map(\.additions) == [1, 1] && files.map(\.deletions) == [1, 1])
  }

  @Test("M-060 property: whatever becomes of a diff's bytes, its files hold all of it from the first header on")
  func garbled() throws {
    let whole = Array(try Reviewing.fixture("patterns.diff").utf8.prefix(16_384))
    var generator = SplitMix(seed: 60)
    let pieces = [
      "diff --git ", "--- a/x\n+++ b/x\n", "@@ -1,99 +1,99 @@\n", "+++ ", "\n", "\"", "\\", "@@", "rename to \n",
    ]
    for _ in 0..<200 {
      var diff = whole
      for _ in 0..<Int.random(in: 1...20, using: &generator) {
        let place = Int.random(in: 0..<diff.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: diff.removeSubrange(place..<min(diff.count, place + Int.random(in: 0...2000, using: &generator)))
        case 1: diff.insert(contentsOf: pieces.randomElement(using: &generator).map { Array($0.utf8) } ?? [], at: place)
        default: diff[place] = UInt8.random(in: 32...126, using: &generator)
        }
      }
      // JSON texts are UTF-8: what was cut within a character is made whole.
      let text = String(decoding: diff, as: UTF8.self)
      guard let change = try? PullRequest(Reviewing.text(text)) else { continue }
      let read = change.files.flatMap(\.patch)
      #expect(Array(text.utf8).suffix(read.count).elementsEqual(read))
      // Only what stands before the first header is left out.
      let before = String(decoding: text.utf8.prefix(text.utf8.count - read.count), as: UTF8.self)
      #expect(!before.hasPrefix("diff --git ") && !before.contains("\ndiff --git "))
    }
  }

  @Test("M-060 GitHub's list of files is read, its patches with their names; what is not shown has none")
  func list() throws {
    let files = """
      [{"filename":"a.txt","status":"modified","additions":1,"deletions":1,"patch":"@@ -1 +1 @@\\n-a\\n+b"},
       {"filename":"new \\"x\\"\\u0001\\\\.txt","status":"added","patch":"@@ -0,0 +1 @@\\n+b\\n"},
       {"filename":"gone","status":"removed","patch":"@@ -1 +0,0 @@\\n-b"},
       {"filename":"to","status":"renamed","previous_filename":"from","patch":"@@ -1 +1,2 @@\\n b\\n+c"},
       {"filename":"huge.bin","status":"added","additions":7,"deletions":2}, {"no":"name"}]
      """
    let change = try PullRequest(Array(files.utf8))
    #expect(change.files.map(\.path) == ["a.txt", "new \"x\"\u{1}\\.txt", "gone", "to", "huge.bin"])
    #expect(change.files.map(\.additions) == [1, 1, 0, 1, 7] && change.files.map(\.deletions) == [1, 0, 1, 0, 2])
    let texts = change.files.map { $0.patch.text }
    #expect(texts[0] == "diff --git a/a.txt b/a.txt\n--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-a\n+b\n")
    #expect(texts[1].contains("--- /dev/null\n+++ \"b/new \\\"x\\\"\\001\\\\.txt\"\n"))
    #expect(texts[2].contains("+++ /dev/null\n") && texts[3].contains("--- a/from\n+++ b/to\n") && texts[4].isEmpty)
    // The whole is a diff again.
    let again = try PullRequest(Reviewing.text(texts.joined()))
    #expect(again.files.map(\.path) == change.files.dropLast().map(\.path))
    let object = try PullRequest(Array(#"{"title":"T","body":"B","number":7,"url":"u","files":\#(files)}"#.utf8))
    #expect(object.title == "T" && object.description == "B" && object.number == 7 && object.url == "u")
    #expect(object.files == change.files)
  }

  @Test(
    "M-060 what is no change is refused, and it is said what to give instead",
    arguments: [
      ("{", "it is no JSON"), ("7", "it has neither a diff nor a list of files"), (#""""#, "its diff is empty"),
      (#""hello""#, "its diff names no file, so it is none"),
      (#"{"title":"T"}"#, "it has neither a diff nor a list of files"),
      ("[]", "its list of files is empty"),
      (
        #"{"files":[{"path":"a","additions":1,"deletions":0}]}"#,
        "its files have no patches: `gh pr view` does not print them"
      ),
    ])
  func refused(_ input: String, _ reason: String) throws {
    let error = try #require(throws: RoundhouseError.self) { try PullRequest(Array(input.utf8)) }
    #expect(error.code == .badRequest && error.message == "the pull request was refused: \(reason)")
    #expect(error.remedy.contains("gh pr diff 7"))
  }
}
