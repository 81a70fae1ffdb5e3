internal import Glibc
internal import RoundhouseModel

/// The program that makes pictures of graphs.
enum Graphviz {
  /// An SVG of a graph in the language DOT.
  static func svg(_ dot: String) throws(RoundhouseError) -> [UInt8] {
    guard let file = tmpfile() else {
      throw RoundhouseError(.internal, "no temporary file can be made", remedy: "make room in the folder for them")
    }
    defer { fclose(file) }
    guard fwrite(dot, 1, dot.utf8.count, file) == dot.utf8.count, fflush(file) == 0 else {
      throw RoundhouseError(
        .storeFull, "a temporary file cannot be written", remedy: "make room in the folder for them")
    }
    rewind(file)
    // The drawing goes in by its descriptor, so that no shell reads it.
    guard let pipe = popen("dot -Tsvg <&\(fileno(file)) 2>/dev/null", "r") else { throw missing }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&part, 1, part.count, pipe)
      if count == 0 { break }
      bytes.append(contentsOf: part.prefix(count))
    }
    guard pclose(pipe) == 0, !bytes.isEmpty else { throw missing }
    return bytes
  }

  private static var missing: RoundhouseError {
    RoundhouseError(
      .unreachable, "Graphviz' program dot could not make the picture",
      remedy: "apt-get install graphviz, or take --format dot")
  }
}
