import RoundhouseModel
import Testing

/// Durations, sizes, names and versions as people write them.
struct TextTests {
  @Test(
    "Durations are a number and a unit",
    arguments: [
      ("30s", 30_000_000_000), ("500ms", 500_000_000), ("5m", 300_000_000_000), ("1h", 3_600_000_000_000), ("0s", 0),
      ("1.5s", 1_500_000_000), ("250us", 250_000), ("7ns", 7), ("0.5ns", nil), ("", nil), ("30", nil), ("s", nil),
      ("-1s", nil), ("1 s", nil), ("1S", nil), ("1.s", nil), (".5s", nil), ("1.2.3s", nil), ("1e3s", nil), ("٣s", nil),
      ("18446744073s", 18_446_744_073_000_000_000), ("18446744074s", nil), ("99999999999999999999s", nil),
      ("1d", nil), ("1.0000000001s", nil),
    ] as [(String, UInt64?)])
  func readsDurations(_ text: String, _ length: UInt64?) {
    #expect(DurationText.parse(text) == length)
    if let length { #expect(DurationText.parse(DurationText.format(length)) == length) }
  }

  @Test("Durations are written in the largest unit that fits")
  func writesDurations() {
    #expect(
      [0, 1, 1_500, 2_000_000, 1_500_000_000, 90_000_000_000, 300_000_000_000, 7_200_000_000_000]
        .map(DurationText.format) == ["0s", "1ns", "1500ns", "2ms", "1500ms", "90s", "5m", "2h"])
  }

  @Test(
    "What was meant by a wrong duration is guessed",
    arguments: [
      ("5 minutes", "5m"), ("30", "30s"), ("10 Sec", "10s"), ("1hour", "1h"), ("2 days", "48h"),
      ("100 millis", "100ms"),
      ("soon", nil), ("", nil), ("5 parsecs", nil),
    ] as [(String, String?)])
  func guessesDurations(_ text: String, _ guess: String?) {
    #expect(DurationText.suggestion(for: text) == guess)
  }

  @Test(
    "Sizes are a number and a binary unit",
    arguments: [
      ("64MiB", 64 << 20), ("1GiB", 1 << 30), ("512B", 512), ("1.5KiB", 1536), ("2TiB", 2 << 40), ("64MB", nil),
      ("64", nil), ("1mib", nil), ("0.1B", nil), ("16777216TiB", nil), ("16777215TiB", 16_777_215 << 40),
    ] as [(String, UInt64?)])
  func readsSizes(_ text: String, _ bytes: UInt64?) {
    #expect(ByteSizeText.parse(text) == bytes)
    if let bytes { #expect(ByteSizeText.parse(ByteSizeText.format(bytes)) == bytes) }
  }

  @Test(
    "What was meant by a wrong size is guessed",
    arguments: [("64 mb", "64MiB"), ("1G", "1GiB"), ("10 bytes", "10B"), ("3k", "3KiB"), ("much", nil), ("5x", nil)]
      as [(String, String?)])
  func guessesSizes(_ text: String, _ guess: String?) {
    #expect(ByteSizeText.suggestion(for: text) == guess)
  }

  @Test(
    "Semantic versions",
    arguments: [
      ("1.0.0", true), ("0.0.0", true), ("1.2.3-rc.1+build.05", true), ("10.20.30", true), ("1.0.0-alpha-1", true),
      ("1.0.0+a", true), ("1.0", false), ("1", false), ("", false), ("01.0.0", false), ("1.0.0-01", false),
      ("1.0.0-", false), ("1.0.0+", false), ("v1.0.0", false), ("1.0.0.0", false), ("1.0.0-a..b", false),
      ("1.0.0+a+b", false), ("1.0.0-é", false), ("1.0.x", false), (String(repeating: "1", count: 61) + ".0.0", false),
    ])
  func judgesVersions(_ text: String, _ isValid: Bool) {
    #expect(SemanticVersion.isValid(text) == isValid)
  }

  @Test(
    "Dotted names",
    arguments: [
      ("a", true), ("ticket.purchase", true), ("acme.summarizer-2_x", true), ("0a.1b", true), ("", false), (".", false),
      ("a.", false), (".a", false), ("a..b", false), ("A", false), ("a b", false), ("-a", false), ("a._b", false),
      ("é", false), ("a/b", false), (String(repeating: "a", count: 128), true),
      (String(repeating: "a", count: 129), false),
    ])
  func judgesNames(_ text: String, _ isValid: Bool) {
    #expect(DottedName.isValid(text) == isValid)
  }

  @Test(
    "Patterns of names",
    arguments: [("*", true), ("crm.*", true), ("crm.find", true), ("*.find", false), ("crm*", false), (".*", false)])
  func judgesPatterns(_ text: String, _ isValid: Bool) {
    #expect(DottedName.isPattern(text) == isValid)
  }

  @Test(
    "The nearest name is found, if it is near",
    arguments: [
      ("timout", "timeout"), ("tmieout", "timeout"), ("Timeout", "timeout"), ("nam", "name"), ("desc", nil),
      ("", nil), ("capabilites", "capabilities"), ("xyz", nil),
    ] as [(String, String?)])
  func findsNearest(_ word: String, _ nearest: String?) {
    #expect(Spelling.nearest(to: word, among: ["name", "timeout", "description", "capabilities"]) == nearest)
  }

  @Test(
    "Paths stay inside by their text",
    arguments: [
      ("a.so", true), ("./a.so", true), ("lib/a.so", true), ("lib/../a.so", true), ("../a.so", false), ("/a.so", false),
      ("lib/../../a.so", false), ("lib/../../lib/a.so", false), ("", false), (".", false), ("a/..", false),
      ("..", false), ("..a", true), ("a//b", true),
    ])
  func judgesPaths(_ path: String, _ isInside: Bool) {
    #expect(RelativePath.staysInside(path) == isInside)
  }
}
