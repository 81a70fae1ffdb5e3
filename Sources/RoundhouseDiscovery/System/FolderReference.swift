/// A folder as a system call names it: an open one, and the path from there. It owns nothing; whoever opened the folder
/// keeps it open as long as this is used.
struct FolderReference {
  let number: Int32
  /// Empty, or ends with a slash.
  let prefix: [UInt8]

  init(_ folder: borrowing FileDescriptor) {
    number = folder.number
    prefix = []
  }

  /// A folder within an open one.
  init(_ name: [UInt8], in folder: borrowing FileDescriptor) {
    number = folder.number
    prefix = name + [UInt8(ascii: "/")]
  }

  func path(_ name: [UInt8]) -> [UInt8] { prefix + name }
}
