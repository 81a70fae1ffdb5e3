internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel

// L: what the library is, and what loading it does.
extension ConformanceSuite {
  static let libraryTests = [
    ConformanceTest(
      "L1.file", proves: "L1", "Looks whether the file is whole and for this machine", level: .quick, place: .files,
      isGate: true, body: look(file)),
    ConformanceTest(
      "L2.code", proves: "L2", "Looks for text relocations and an executable stack", level: .quick, place: .files,
      isGate: true, body: look(code)),
    ConformanceTest(
      "L3.exports", proves: "L3", "Looks at the symbols that it exports", level: .quick, place: .files, isGate: true,
      isNative: true, body: look(exports)),
    ConformanceTest(
      "L4.static-tls", proves: "L4", "Looks whether thread-local variables need the static room", level: .quick,
      place: .files, body: look(staticTLS)),
    ConformanceTest(
      "L5.needed", proves: "L5", "Looks for each library that it needs", level: .quick, place: .files, isGate: true,
      body: look(needed)),
    ConformanceTest(
      "L6.search-paths", proves: "L6", "Looks at the folders that it adds to the loader's search", level: .quick,
      place: .files, body: look(searchPaths)),
    ConformanceTest(
      "L7.libc", proves: "L7", "Tells the oldest C library that it runs with", level: .quick, place: .files,
      body: look(libc)),
    ConformanceTest(
      "L8.loading", proves: "L8", "Loads it, which runs its constructors, and takes the time", level: .quick,
      place: .process, isGate: true, timeLimit: .seconds(10), body: load),
  ]

  private typealias Look = @Sendable (Trial, LibraryBytes) throws(ElfDefect) -> Void

  /// A test of the file's bytes. The system's own libraries are nobody's to test.
  private static func look(_ body: @escaping Look) -> @Sendable (Trial) throws(RoundhouseError) -> Void {
    { trial throws(RoundhouseError) in
      trial.doing("its library was looked at")
      guard let library = try LibraryBytes(trial.bundle()) else {
        return trial.notes("a library of the system is taken as it is")
      }
      do throws(ElfDefect) { try body(trial, library) } catch { trial.tell(error, library) }
    }
  }

  private static func file(_ trial: Trial, _ library: LibraryBytes) {
    guard let defect = library.defect, !library.isUnsafe else { return }
    trial.tell(defect, library)
  }

  private static func code(_ trial: Trial, _ library: LibraryBytes) {
    guard let defect = library.defect, library.isUnsafe else { return }
    trial.tell(defect, library)
  }

  private static func exports(_ trial: Trial, _ library: LibraryBytes) throws(ElfDefect) {
    let image = try library.image()
    let entry = AgentTable.entryName
    if !image.entries.contains(entry) {
      let others = image.entries.first.map { ", but \($0), which is another version's" } ?? ""
      return trial.fails(
        "it does not export \(entry)\(others)", expected: "the entry of this version of the ABI is exported",
        remedy: "define it with RH_EXPORT as roundhouse.h shows, or declare a plain C library with \"kind\": \"ffi\"")
    }
    if let surplus = image.surplusExports { trial.warns("it \(surplus)") }
  }

  private static func staticTLS(_ trial: Trial, _ library: LibraryBytes) throws(ElfDefect) {
    if try library.facts().hasStaticTLS { trial.fails("the flag DF_STATIC_TLS is set") }
  }

  private static func needed(_ trial: Trial, _ library: LibraryBytes) throws(ElfDefect) {
    for name in library.companions() {
      trial.fails(
        "\(name) lies beside it",
        remedy: "link that library statically, install it for the whole system, or use the worker tier")
    }
    let needed = try library.facts().needed.filter { !library.companions().contains($0) }
    for name in needed where dlopen(name, RTLD_LAZY | RTLD_LOCAL) == nil {
      // Folders of its own may help; whether they do, loading tells.
      guard try library.facts().searchPaths.allSatisfy({ access("\($0)/\(name)", R_OK) != 0 }) else { continue }
      trial.fails("\(name) is not found on this system")
    }
    if !needed.isEmpty { trial.notes("needs \(needed.joined(separator: ", "))") }
  }

  private static func searchPaths(_ trial: Trial, _ library: LibraryBytes) throws(ElfDefect) {
    for path in try library.facts().searchPaths {
      let rest = path.replacing("${ORIGIN}", with: "$ORIGIN")
      if rest.hasPrefix("$ORIGIN"), !rest.contains("..") { continue }
      if rest.hasPrefix("/") {
        trial.warns("it looks for libraries in \(path), which other machines may not have")
      } else {
        trial.fails("it looks for libraries in \"\(path)\"")
      }
    }
  }

  private static func libc(_ trial: Trial, _ library: LibraryBytes) throws(ElfDefect) {
    let floor = try library.facts().libcFloor
    trial.notes(floor.isEmpty ? "asks for no version of the C library" : "runs with glibc \(floor) and later")
  }

  private static func load(_ trial: Trial) throws(RoundhouseError) {
    let bundle = try trial.bundle()
    trial.doing("its library was loaded (a constructor)")
    let begun = platform_now()
    _ = try ImageStore().load(bundle.manifest.library, in: bundle.folder, kind: bundle.manifest.kind)
    let time = (platform_now() - begun) / 1_000_000
    if time > 2_000 { return trial.fails("loading took \(time) ms") }
    if time > 100 { return trial.warns("loading took \(time) ms") }
    trial.notes("loaded in \(time) ms")
  }
}

extension Trial {
  func tell(_ defect: ElfDefect, _ library: LibraryBytes) {
    fails("\(library.path) \(defect.message)", remedy: defect.remedy)
  }
}
