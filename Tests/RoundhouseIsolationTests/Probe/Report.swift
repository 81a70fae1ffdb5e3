internal import Glibc

/// Writes a line at once: the next attempt may be the last.
func report(_ line: String) {
  var line = line + "\n"
  _ = line.withUTF8 { write(1, $0.baseAddress, $0.count) }
}
