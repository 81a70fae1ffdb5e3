import CPlatform
import FixtureBuilder
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseLoading

/// From a file to a mapped library.
struct ImageStoreTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path }
  private let library = LibraryReference(path: "libplain.so")

  init() throws {
    folder = try TemporaryFolder()
    try TemporaryFolder.write(TemporaryFolder.read(FixtureBuilder.build("plain")), to: "\(path)/libplain.so")
  }

  @Test func `A library is mapped from sealed memory, under its digest`() throws {
    let mapped = try ImageStore().load(library, in: path, kind: .native)
    #expect(mapped.path == "\(path)/libplain.so")
    #expect(try mapped.sha256 == systemDigest("\(path)/libplain.so"))
    let symbol = try #require(mapped.symbol("roundhouse_plugin_v1"))
    #expect(mapped.symbol("nonsense") == nil)
    var info = Dl_info()
    #expect(dladdr(symbol, &info) != 0)
    let name = String(cString: info.dli_fname)
    #expect(name.hasPrefix("/proc/self/fd/"))
    let file = platform_open(name, O_WRONLY, 0)
    defer { if file >= 0 { close(file) } }
    #expect(write(file, "x", 1) < 0, "the memory can still be written")
  }

  @Test func `The file may change afterwards without any harm`() throws {
    let store = ImageStore()
    let first = try store.load(library, in: path, kind: .native)
    let entry = try #require(first.symbol("roundhouse_plugin_v1"))
    let before = [UInt8](UnsafeRawBufferPointer(start: entry, count: 4))
    try overwrite("\(path)/libplain.so", with: [UInt8](repeating: 0, count: 20_000))
    #expect([UInt8](UnsafeRawBufferPointer(start: entry, count: 4)) == before)
    #expect(throws: RoundhouseError.self) { try store.load(library, in: path, kind: .native) }
  }

  @Test func `The same bytes are mapped once, other bytes under the same name are another library`() throws {
    let store = ImageStore()
    let first = try store.load(library, in: path, kind: .native)
    try copy(to: "again.so")
    #expect(try store.load(LibraryReference(path: "again.so"), in: path, kind: .native) === first)
    #expect(store.count == 1)
    try copy(to: "libplain.so", adding: 1)
    let second = try store.load(library, in: path, kind: .native)
    #expect(second !== first)
    #expect(second.symbol("roundhouse_plugin_v1") != first.symbol("roundhouse_plugin_v1"))
    #expect(store.count == 2)
  }

  @Test func `Many threads that load the same file at once get one library`() async throws {
    let store = ImageStore()
    let expected = try store.load(library, in: path, kind: .native)
    let fresh = ImageStore()
    let (path, library) = (path, library)
    let loaded = await withTaskGroup { group in
      for _ in 0..<32 { group.addTask { try? fresh.load(library, in: path, kind: .native) } }
      return await group.reduce(into: [SharedLibrary?]()) { $0.append($1) }
    }
    let first = try #require(loaded.first ?? nil)
    #expect(loaded.count == 32 && loaded.allSatisfy { $0 === first })
    #expect(fresh.count == 1)
    #expect(first.symbol("roundhouse_plugin_v1") != expected.symbol("roundhouse_plugin_v1"))
  }

  @Test func `Beyond the budget of images the error says what to do, and known ones still load`() throws {
    var limits = ImageLimits()
    limits.maximumImages = 3
    let store = ImageStore(limits: limits)
    for number in 0..<3 {
      try copy(to: "lib\(number).so", adding: number)
      _ = try store.load(LibraryReference(path: "lib\(number).so"), in: path, kind: .native)
    }
    try copy(to: "lib3.so", adding: 3)
    let error = #expect(throws: RoundhouseError.self) {
      try store.load(LibraryReference(path: "lib3.so"), in: path, kind: .native)
    }
    #expect(error?.code == .overloaded)
    #expect(error?.message == "\(path)/lib3.so would be library number 4 in this process, one too many")
    #expect(error?.remedy.contains("worker tier") == true)
    _ = try store.load(LibraryReference(path: "lib1.so"), in: path, kind: .native)
  }

  @Test func `A library that cannot be loaded gives its place, its memory and its descriptor back`() throws {
    var limits = ImageLimits()
    limits.maximumImages = 1
    let store = ImageStore(limits: limits)
    let broken = try FixtureBuilder.build("undefined-symbol")
    try TemporaryFolder.write(TemporaryFolder.read(broken), to: "\(path)/broken.so")
    var descriptors: [Int] = []
    for _ in 0..<3 {
      let error = #expect(throws: RoundhouseError.self) {
        try store.load(LibraryReference(path: "broken.so"), in: path, kind: .native)
      }
      #expect(error?.cause == "\(path)/broken.so: undefined symbol: function_that_nobody_has")
      #expect(error?.remedy.contains("-Wl,-z,defs") == true)
      let number = platform_open("/dev/null", O_RDONLY, 0)
      descriptors.append(Int(number))
      close(number)
    }
    #expect(store.count == 0)
    _ = try store.load(library, in: path, kind: .native)
  }

  @Test func `The manifest's digest is compared`() throws {
    let digest = try systemDigest("\(path)/libplain.so")
    _ = try ImageStore().load(LibraryReference(path: "libplain.so", sha256: digest), in: path, kind: .native)
    let wrong = String(repeating: "0", count: 64)
    let error = #expect(throws: RoundhouseError.self) {
      try ImageStore().load(LibraryReference(path: "libplain.so", sha256: wrong), in: path, kind: .native)
    }
    #expect(error?.message.hasSuffix("its sha256 is \(digest)") == true)
    #expect(error?.cause == "the manifest says \(wrong)")
  }

  @Test func `A gibibyte of zeros is refused by its size, and by its header, without being read`() throws {
    let file = platform_open("\(path)/zeros.so", O_WRONLY | O_CREAT, 0o644)
    #expect(ftruncate(file, 1 << 30) == 0)
    close(file)
    var limits = ImageLimits()
    let bySize = refusal("zeros.so", limits)
    #expect(bySize?.message.contains("has 1073741824 bytes, more than the 268435456") == true)
    limits.maximumSize = 1 << 31
    let before = try residentPages("\(path)/zeros.so")
    let byHeader = refusal("zeros.so", limits)
    #expect(byHeader?.message == "\(path)/zeros.so is zeros at its beginning, not a shared library for Linux")
    #expect(try residentPages("\(path)/zeros.so") - before < 1024, "the file was read")
  }

  @Test func `A library that is cut off is told as perhaps unfinished`() throws {
    let bytes = try TemporaryFolder.read("\(path)/libplain.so")
    try TemporaryFolder.write(Array(bytes.prefix(2000)), to: "\(path)/cut.so")
    let error = refusal("cut.so")
    #expect(error?.code == .invalidManifest && error?.isRetryable == true)
    #expect(error?.message.hasPrefix("\(path)/cut.so is cut off: at least ") == true)
    #expect(error?.path == "\(path)/cut.so")
  }

  @Test func `A file that grows while it is copied is still being written`() throws {
    let file = try BundleFile("libplain.so", in: path)
    let grown = platform_open("\(path)/libplain.so", O_WRONLY | O_APPEND, 0)
    #expect(write(grown, "more", 4) == 4)
    close(grown)
    do throws(RoundhouseError) {
      _ = try ImageCopy.sealed(of: file, limit: 1 << 20)
      Issue.record("it was copied")
    } catch {
      #expect(error.message == "\(path)/libplain.so is still being written")
      #expect(error.isRetryable)
    }
  }

  @Test func `A file that is rewritten in place while it is copied is still being written`() throws {
    let bytes = try TemporaryFolder.read("\(path)/libplain.so")
    let file = try BundleFile("libplain.so", in: path)
    try overwrite("\(path)/libplain.so", with: bytes)
    do throws(RoundhouseError) {
      _ = try ImageCopy.sealed(of: file, limit: 1 << 20)
      Issue.record("it was copied")
    } catch {
      #expect(error.message == "\(path)/libplain.so is still being written")
    }
  }

  @Test func `An agent's library without its entry is refused before it is mapped, a plain C library is not`() throws {
    try TemporaryFolder.write(TemporaryFolder.read(FixtureBuilder.build("no-entry")), to: "\(path)/none.so")
    #expect(refusal("none.so")?.message == "\(path)/none.so does not export roundhouse_plugin_v1")
    #expect(refusal("none.so")?.remedy.contains("\"kind\": \"ffi\"") == true)
    let plain = try ImageStore().load(LibraryReference(path: "none.so"), in: path, kind: .ffi)
    #expect(plain.symbol("something_else") != nil)
  }

  @Test func `A library for another major version is told as such`() throws {
    try TemporaryFolder.write(TemporaryFolder.read(FixtureBuilder.build("other-major")), to: "\(path)/two.so")
    #expect(
      refusal("two.so")?.message == "\(path)/two.so exports roundhouse_plugin_v2, this host speaks roundhouse_plugin_v1"
    )
  }

  @Test(arguments: [".", "lib"]) func `A library that brings a library of its own is refused`(place: String) throws {
    if place != "." { #expect(mkdir("\(path)/\(place)", 0o755) == 0) }
    let agents = "\(FixtureBuilder.repository)/Tests/Fixtures/Agents"
    let companion = "\(path)/\(place)/libcompanion.so"
    try FixtureBuilder.compile("\(agents)/no-entry/agent.c", to: companion, ["-Wl,-soname,libcompanion.so"])
    let flags = ["-Wl,--no-as-needed", "-L\(path)/\(place)", "-lcompanion", "-Wl,-rpath,$ORIGIN/\(place)"]
    try FixtureBuilder.compile("\(agents)/plain/agent.c", to: "\(path)/leader.so", flags)
    let error = refusal("leader.so")
    #expect(error?.message.hasPrefix("\(path)/leader.so brings a library of its own, ") == true)
    #expect(error?.remedy.contains("worker tier") == true)
    #expect(unlink(companion) == 0)
    #expect(refusal("leader.so")?.message == "\(path)/leader.so could not be loaded")
    #expect(refusal("leader.so")?.remedy.hasPrefix("install the library that is missing") == true)
  }

  /// The error with which a file is refused.
  private func refusal(_ name: String, _ limits: ImageLimits = ImageLimits()) -> RoundhouseError? {
    #expect(throws: RoundhouseError.self) {
      try ImageStore(limits: limits).load(LibraryReference(path: name), in: path, kind: .native)
    }
  }

  /// A copy of the plain agent; bytes behind the end of an ELF file change nothing but its digest.
  private func copy(to name: String, adding count: Int = 0) throws {
    let bytes = try TemporaryFolder.read(FixtureBuilder.build("plain")) + [UInt8](repeating: 7, count: count)
    try TemporaryFolder.write(bytes, to: "\(path)/\(name)")
  }

  private func overwrite(_ path: String, with bytes: [UInt8]) throws {
    let file = platform_open(path, O_WRONLY | O_TRUNC, 0)
    try #require(write(file, bytes, bytes.count) == bytes.count)
    close(file)
  }

  private func systemDigest(_ path: String) throws -> String {
    String(try Command.run(["sha256sum", path]).output.prefix(64))
  }

  /// Pages of a file that are in memory because somebody has read them.
  private func residentPages(_ path: String) throws -> Int {
    let file = platform_open(path, O_RDONLY, 0)
    defer { close(file) }
    let size = Int(lseek(file, 0, SEEK_END))
    let start = try #require(mmap(nil, size, PROT_READ, MAP_SHARED, file, 0))
    defer { munmap(start, size) }
    var pages = [UInt8](repeating: 0, count: (size + 4095) / 4096)
    try #require(mincore(start, size, &pages) == 0)
    return pages.count { $0 & 1 == 1 }
  }
}
