import FixtureBuilder
import Testing

@testable import RoundhouseLoading

/// The check of a library's bytes before they are mapped.
struct ElfImageTests {
  private let plain: [UInt8]

  init() throws { plain = try TemporaryFolder.read(FixtureBuilder.build("plain")) }

  @Test func `A sound library tells what it exports`() throws {
    let image = try ElfImage(plain)
    #expect(image.exports == ["roundhouse_plugin_v1"])
    #expect(image.entries == ["roundhouse_plugin_v1"])
    #expect(image.exportCount == 1)
    #expect(image.surplusExports == nil)
  }

  @Test(arguments: ["-Wl,--hash-style=sysv", "-Wl,--hash-style=gnu", "-Wl,--hash-style=both"])
  func `Exports are found whichever table of names the linker made`(style: String) throws {
    let image = try ElfImage(TemporaryFolder.read(FixtureBuilder.build("surplus-exports", flags: [style])))
    #expect(Set(image.exports) == ["leaked_function", "leaked_variable", "roundhouse_plugin_v1"])
    #expect(image.surplusExports?.hasPrefix("exports 2 symbols beside its entry: leaked_") == true)
  }

  @Test func `What a library needs is told by name`() throws {
    let flags = ["-Wl,--no-as-needed", "-lm", "-Wl,-soname,libplain.so.1", "-Wl,-rpath,$ORIGIN/lib:/opt/x"]
    let image = try ElfImage(TemporaryFolder.read(FixtureBuilder.build("plain", flags: flags)))
    #expect(image.needed.contains("libm.so.6"))
    #expect(image.soname == "libplain.so.1")
    #expect(image.searchPaths == ["$ORIGIN/lib", "/opt/x"])
  }

  @Test(arguments: [
    (4, 1, ElfDefect.wrongClass), (5, 2, .wrongByteOrder), (6, 0, .wrongVersion), (20, 7, .wrongVersion),
    (7, 9, .wrongSystem(9)), (18, 40, .wrongMachine(ElfMachine(number: 40))), (16, 1, .wrongType(1)),
    (16, 2, .wrongType(2)), (16, 4, .wrongType(4)),
  ])
  func `A header for another machine is refused for what it says`(place: Int, value: UInt8, defect: ElfDefect) {
    var bytes = plain
    bytes[place] = value
    #expect(throws: defect) { try ElfImage(bytes) }
  }

  @Test func `The message names both machines`() {
    let other = ElfMachine(number: ElfMachine.this.number == 183 ? 62 : 183)
    let text = ElfDefect.wrongMachine(other).message
    #expect(text == "is made for \(other), this machine is \(ElfMachine.this)")
    #expect(ElfMachine(number: 183).description == "aarch64")
    #expect(ElfMachine(number: 60_000).description == "machine number 60000")
  }

  @Test(arguments: [
    ("#!/bin/sh\n", "a script"), ("MZ\u{90}", "a Windows library"), ("!<arch>\n", "a static archive"),
    ("\0asm", "a WebAssembly module"), ("\0\0\0\0", "zeros at its beginning"), ("hello", ""),
  ])
  func `What is not ELF is named for what it is`(start: String, format: String) {
    #expect(throws: ElfDefect.foreignFormat(format)) {
      try ElfImage(Array(start.utf8) + [UInt8](repeating: 0, count: 100))
    }
  }

  @Test func `Nothing at all, and too little, are refused`() {
    #expect(throws: ElfDefect.empty) { try ElfImage([UInt8]()) }
    #expect(throws: ElfDefect.tooShort(63)) { try ElfImage(plain.prefix(63)) }
  }

  @Test func `A library that is cut off says how much is missing`() throws {
    let end = try #require(segments(1).map { $0.offset + $0.fileSize }.max())
    #expect(throws: ElfDefect.truncated(1)) { try ElfImage(plain.prefix(Int(end) - 1)) }
    #expect(throws: ElfDefect.truncated(UInt64(end) - 4096)) { try ElfImage(plain.prefix(4096)) }
    // What is mapped is whole, but the linker's last table is not there yet.
    #expect(throws: ElfDefect.truncated(UInt64(plain.count) - UInt64(end))) { try ElfImage(plain.prefix(Int(end))) }
    #expect(throws: Never.self) { try ElfImage(plain) }
    #expect(ElfDefect.truncated(7).mayBeUnfinished)
  }

  @Test func `Text relocations are refused`() throws {
    let path = try FixtureBuilder.build("text-relocation", flags: ["-Wl,-z,notext"])
    #expect(throws: ElfDefect.textRelocations) { try ElfImage(TemporaryFolder.read(path)) }
  }

  @Test func `An executable stack is refused, asked for or left unsaid`() throws {
    let path = try FixtureBuilder.build("plain", flags: ["-Wl,-z,execstack"])
    #expect(throws: ElfDefect.executableStack) { try ElfImage(TemporaryFolder.read(path)) }
    let stack = try #require(segments(0x6474_E551).first)
    var bytes = plain
    bytes[stack.place] = 4
    if ElfMachine.this.description == "x86_64" { #expect(throws: ElfDefect.executableStack) { try ElfImage(bytes) } }
  }

  @Test func `A program is refused, also a position independent one`() throws {
    let folder = try TemporaryFolder()
    let source = "\(folder.path)/main.c"
    try TemporaryFolder.write(Array("int main(void) { return 0; }".utf8), to: source)
    for (flags, defect) in [(["-pie", "-fPIE"], ElfDefect.program), (["-no-pie"], .wrongType(2))] {
      let command = try Command.run(["clang"] + flags + ["-o", "\(folder.path)/main", source])
      try #require(command.status == 0, "\(command.output)")
      #expect(throws: defect) { try ElfImage(TemporaryFolder.read("\(folder.path)/main")) }
    }
  }

  @Test func `A library that is needed by its path is refused`() throws {
    let folder = try TemporaryFolder()
    let other = "\(folder.path)/libother.so"
    try FixtureBuilder.compile("\(FixtureBuilder.repository)/Tests/Fixtures/Agents/no-entry/agent.c", to: other)
    let path = try FixtureBuilder.build("plain", flags: ["-Wl,--no-as-needed", other])
    #expect(throws: ElfDefect.neededByPath(other)) { try ElfImage(TemporaryFolder.read(path)) }
  }

  @Test func `Segments that cannot be are refused`() throws {
    let first = try #require(segments(1).first)
    for (field, value) in [(8, UInt64.max - 10), (16, 1 << 50), (40, 1), (48, 3), (48, 1 << 20 | 1)] {
      var bytes = plain
      bytes.store(value, at: first.place + field)
      #expect(throws: ElfDefect.self, "field \(field) as \(value)") { try ElfImage(bytes) }
    }
    let last = try #require(segments(1).last)
    var bytes = plain
    bytes.store(UInt64(0), at: last.place + 16)
    #expect(throws: ElfDefect.self) { try ElfImage(bytes) }
  }

  @Test func `A dynamic section that points outside is refused`() throws {
    let dynamic = try #require(segments(2).first)
    for tag in [5, 6, 7, 25] {
      var bytes = plain
      for place in stride(from: Int(dynamic.offset), to: Int(dynamic.offset + dynamic.fileSize), by: 16)
      where bytes.load(at: place) == UInt64(tag) { bytes.store(UInt64(1) << 40, at: place + 8) }
      #expect(throws: ElfDefect.self, "tag \(tag)") { try ElfImage(bytes) }
    }
  }

  /// The lines of the table of segments with a type, and where each line is.
  private func segments(_ type: UInt32) -> [(place: Int, offset: UInt64, fileSize: UInt64)] {
    let table = Int(plain.load(at: 32))
    return (0..<Int(plain[56])).map { table + $0 * 56 }
      .filter { UInt32(truncatingIfNeeded: plain.load(at: $0)) == type }
      .map { ($0, plain.load(at: $0 + 8), plain.load(at: $0 + 32)) }
  }
}
