import CPlatform
import FixtureBuilder
import RoundhouseModel
import Testing

@testable import RoundhouseLoading

/// Bytes that nobody meant.
struct ElfFuzzTests {
  @Test func `Twenty thousand damaged libraries are each an image or a defect`() throws {
    var random = Seeded(42)
    let originals = try [
      FixtureBuilder.build("surplus-exports", flags: ["-Wl,--hash-style=both"]), FixtureBuilder.build("plain"),
    ].map(TemporaryFolder.read)
    var accepted = 0
    for round in 0..<20_000 {
      var bytes = originals[round % 2]
      for _ in 0...Int.random(in: 0..<6, using: &random) { bytes.damage(&random) }
      if (try? ElfImage(bytes)) != nil { accepted += 1 }
    }
    // Both ends would mean that the damage hits nothing, or that the check refuses everything.
    #expect(accepted > 100 && accepted < 19_900, "\(accepted) of 20 000 accepted")
  }

  @Test func `Whatever the check accepts of a library cut off at any length can be loaded`() async throws {
    let folder = try TemporaryFolder()
    var accepted: [String] = []
    for (name, original) in try originals() {
      // The whole file too, so that there is always something to load.
      for length in Array(stride(from: 0, to: original.count, by: 1024)) + [original.count] {
        let bytes = original.prefix(length)
        guard (try? ElfImage(bytes)) != nil else { continue }
        accepted.append("\(name)-\(length).so")
        try TemporaryFolder.write(Array(bytes), to: "\(folder.path)/\(accepted[accepted.count - 1])")
      }
    }
    try #require(!accepted.isEmpty)
    await #expect(processExitsWith: .success) { [path = folder.path as String, accepted = accepted as [String]] in
      var limits = ImageLimits()
      limits.maximumImages = accepted.count
      let store = ImageStore(limits: limits)
      for name in accepted {
        _ = try store.load(LibraryReference(path: name), in: path, kind: .ffi)
      }
    }
  }

  @Test func `A length that the check refuses is one that would have ended the process`() async throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/cut.so"
    let original = try #require(originals().last).1
    let cut = Array(original.prefix(original.count / 2 / 4096 * 4096))
    #expect(throws: ElfDefect.self) { try ElfImage(cut) }
    try TemporaryFolder.write(cut, to: path)
    await #expect(processExitsWith: .failure) { [path = path as String] in _ = dlopen(path, RTLD_NOW) }
  }

  /// A small library of ours and a large one of the system.
  private func originals() throws -> [(String, [UInt8])] {
    let sodium = try SharedLibrary.system("libsodium.so.23").path
    return [
      ("plain", try TemporaryFolder.read(FixtureBuilder.build("plain"))),
      ("sodium", try TemporaryFolder.read(sodium)),
    ]
  }
}

extension [UInt8] {
  /// Changes a byte, a word, or a stretch; half of the time in the headers, where it matters.
  fileprivate mutating func damage(_ random: inout Seeded) {
    let place = Int.random(in: 0..<(Bool.random(using: &random) ? 1024 : count - 8), using: &random)
    switch random.next() % 5 {
    case 0: self[place] = UInt8.random(in: 0...255, using: &random)
    case 1: self[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 2: store(random.next(), at: place)
    case 3:
      store(
        [0, 1, .max, 1 << 31, 1 << 32, UInt64(count), UInt64(count) - 1].randomElement(using: &random) ?? 0,
        at: place & ~7)
    default: removeSubrange(place..<Swift.min(count, place + Int.random(in: 1..<64, using: &random)))
    }
    while count < 2048 { append(0) }
  }
}
