internal import CPlatform
internal import RoundhouseModel

// What stands in the way of a library's file, in words.
extension BundleFile {
  /// What a file is, if it is not a regular one.
  static func kind(_ mode: mode_t) -> String? {
    switch mode & mode_t(S_IFMT) {
    case mode_t(S_IFREG): nil
    case mode_t(S_IFDIR): "a folder"
    case mode_t(S_IFIFO): "a named pipe"
    case mode_t(S_IFCHR), mode_t(S_IFBLK): "a device"
    default: "something else"
    }
  }

  /// Says why the system did not open a file.
  static func refused(_ number: Int32, _ path: String) -> RoundhouseError {
    let (code, message, remedy): (ErrorCode, String, String) =
      switch number {
      case ENOENT: (.invalidManifest, "does not exist", "copy the library there, or correct \"library\"")
      case ELOOP: (.invalidManifest, "leads through symbolic links that form a loop", "put the file itself there")
      case EXDEV: (.invalidManifest, "is a link that leads out of the agent's folder", "put the file itself there")
      case ENOTDIR: (.invalidManifest, "leads through something that is not a folder", "correct \"library\"")
      case ENXIO: (.invalidManifest, "is a socket or a device, not a file", "name the library's file in the manifest")
      case ENAMETOOLONG: (.invalidManifest, "is too long for a path", "choose shorter names")
      case EACCES: (.permissionDenied, "may not be read by this process", "give the host's user read access")
      case EAGAIN: (.overloaded, "could not be opened while folders are renamed", "nothing to do: it is tried again")
      case EMFILE, ENFILE: (.overloaded, "could not be opened", "raise the limit of open files (ulimit -n)")
      default: (.invalidManifest, "could not be opened", "see the cause")
      }
    return RoundhouseError(
      code, "\(path) \(message)", remedy: remedy, cause: systemMessage(number), path: path,
      isRetryable: code == .overloaded)
  }
}
