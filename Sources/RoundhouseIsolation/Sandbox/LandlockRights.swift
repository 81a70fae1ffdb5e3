/// Rights on files as Landlock counts them. Later versions than the system's header are spelt out here.
struct LandlockRights: OptionSet, Sendable {
  let rawValue: UInt64

  static let execute = LandlockRights(rawValue: 1 << 0)
  static let writeFile = LandlockRights(rawValue: 1 << 1)
  static let readFile = LandlockRights(rawValue: 1 << 2)
  static let readFolder = LandlockRights(rawValue: 1 << 3)
  static let removeFolder = LandlockRights(rawValue: 1 << 4)
  static let removeFile = LandlockRights(rawValue: 1 << 5)
  static let makeCharacterDevice = LandlockRights(rawValue: 1 << 6)
  static let makeFolder = LandlockRights(rawValue: 1 << 7)
  static let makeFile = LandlockRights(rawValue: 1 << 8)
  static let makeSocket = LandlockRights(rawValue: 1 << 9)
  static let makePipe = LandlockRights(rawValue: 1 << 10)
  static let makeBlockDevice = LandlockRights(rawValue: 1 << 11)
  static let makeLink = LandlockRights(rawValue: 1 << 12)
  /// Version 2: linking and moving between folders; before, that is always refused.
  static let refer = LandlockRights(rawValue: 1 << 13)
  /// Version 3.
  static let truncate = LandlockRights(rawValue: 1 << 14)
  /// Version 5.
  static let controlDevice = LandlockRights(rawValue: 1 << 15)
  /// Version 9: finding a Unix socket by its path.
  static let resolveSocket = LandlockRights(rawValue: 1 << 16)

  static let reading: LandlockRights = [.readFile, .readFolder]
  static let writing: LandlockRights = [
    .writeFile, .truncate, .removeFile, .removeFolder, .makeFile, .makeFolder, .makeLink, .makePipe, .refer,
  ]
  /// Those that a rule for anything but a folder may name.
  static let ofFiles: LandlockRights = [.execute, .writeFile, .readFile, .truncate, .controlDevice]

  /// All that a version of Landlock can refuse.
  static func known(to version: Int) -> LandlockRights {
    var rights = LandlockRights(rawValue: (1 << 13) - 1)
    if version >= 2 { rights.insert(.refer) }
    if version >= 3 { rights.insert(.truncate) }
    if version >= 5 { rights.insert(.controlDevice) }
    if version >= 9 { rights.insert(.resolveSocket) }
    return rights
  }
}
