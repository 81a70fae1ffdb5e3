internal import Glibc

/// One thing that the system noticed in a watched folder.
struct FolderEvent: Equatable {
  /// Which watch noticed it; -1 if events were lost.
  let watch: Int32
  let mask: UInt32
  /// The entry concerned; empty for the folder itself.
  let name: [UInt8]

  func has(_ bits: Int32) -> Bool { mask & UInt32(bitPattern: bits) != 0 }
  /// Whether the folder itself was removed, moved or unmounted.
  var concernsFolder: Bool { has(IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT) }
}
