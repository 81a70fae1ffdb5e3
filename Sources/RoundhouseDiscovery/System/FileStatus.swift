internal import CPlatform
internal import Glibc

/// What a file is, whose it is, and who may change it.
struct FileStatus: Equatable {
  enum Kind { case folder, file, link, pipe, socket, device }

  let kind: Kind
  /// The twelve bits of permissions.
  let mode: mode_t
  let owner: uid_t
  let group: gid_t
  let links: Int
  let stamp: FileStamp
  var identity: FileIdentity { stamp.identity }

  /// Asks about what is open.
  init(_ descriptor: borrowing FileDescriptor) throws(SystemError) {
    var status = stat()
    guard fstat(descriptor.number, &status) == 0 else { throw SystemError(code: platform_errno()) }
    self.init(status)
  }

  /// Asks about a path relative to a folder.
  init(_ path: [UInt8], in folder: Int32 = AT_FDCWD, followsLinks: Bool = true) throws(SystemError) {
    var status = stat()
    let code = (path + [0]).withUnsafeBytes { bytes in
      let path = bytes.assumingMemoryBound(to: CChar.self).baseAddress!
      return fstatat(folder, path, &status, followsLinks ? 0 : AT_SYMLINK_NOFOLLOW)
    }
    guard code == 0 else { throw SystemError(code: platform_errno()) }
    self.init(status)
  }

  private init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFDIR: kind = .folder
    case S_IFREG: kind = .file
    case S_IFLNK: kind = .link
    case S_IFIFO: kind = .pipe
    case S_IFSOCK: kind = .socket
    default: kind = .device
    }
    mode = status.st_mode & 0o7777
    owner = status.st_uid
    group = status.st_gid
    links = Int(status.st_nlink)
    let identity = FileIdentity(
      device: UInt64(status.st_dev), inode: UInt64(status.st_ino), size: Int64(status.st_size),
      modified: Self.nanoseconds(status.st_mtim))
    stamp = FileStamp(identity: identity, changed: Self.nanoseconds(status.st_ctim))
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}

extension FileStatus.Kind: CustomStringConvertible {
  /// The kind with its article, for messages.
  var description: String {
    switch self {
    case .folder: "a folder"
    case .file: "a file"
    case .link: "a symbolic link"
    case .pipe: "a named pipe"
    case .socket: "a socket"
    case .device: "a device"
    }
  }
}
