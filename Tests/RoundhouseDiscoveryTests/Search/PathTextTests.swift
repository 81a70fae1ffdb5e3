import Glibc
import Testing

@testable import RoundhouseDiscovery

@Suite("Paths")
struct PathTextTests {
  @Test(
    "relative paths are made absolute, and needless parts are dropped",
    arguments: [
      ("a", "/base/a"), ("/a//b/./c/", "/a/b/c"), ("..", "/"), ("../../..", "/"), ("./x/../y", "/base/y"), ("/", "/"),
    ])
  func absolute(path: String, expected: String) {
    #expect(PathText.absolute(path, from: "/base") == expected)
  }

  @Test("the folder above a symbolic link is not guessed from its name")
  func linked() {
    let folder = TemporaryFolder()
    folder.folder("real/inner")
    symlink("real/inner", folder.at("link"))
    #expect(PathText.absolute("link/../x", from: folder.path) == folder.at("link/../x"))
    #expect(PathText.absolute("real/../x", from: folder.path) == folder.at("x"))
  }

  @Test(
    "a name is shown in one line that cannot be misread",
    arguments: [
      ("plain-1.so", "plain-1.so"), ("a\nb", "a\\x0ab"), ("\u{1B}[31m", "\\x1b[31m"), ("é漢", "é漢"),
      ("a\u{202E}b", "a\\xe2\\x80\\xaeb"),
    ])
  func shown(name: String, expected: String) {
    #expect(PathText.shown(Array(name.utf8)) == expected)
    #expect(PathText.isPlain(Array(name.utf8)) == (name == expected))
  }

  @Test("bytes that are no UTF-8 are shown as numbers")
  func bytes() {
    #expect(PathText.shown([0x61, 0xFF, 0xC3, 0x62, 0xE2, 0x82]) == "a\\xff\\xc3b\\xe2\\x82")
    #expect(!PathText.isPlain([0xFF]))
  }

  @Test("a path is within a folder, not within one whose name it begins with")
  func within() {
    #expect(PathText.isWithin("/a/b", "/a"))
    #expect(PathText.isWithin("/a", "/a"))
    #expect(PathText.isWithin("/a", "/"))
    #expect(!PathText.isWithin("/ab", "/a"))
    #expect(!PathText.isWithin("/a", "/a/b"))
  }
}
