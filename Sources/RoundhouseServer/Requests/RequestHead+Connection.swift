internal import CMicrohttpd

extension RequestHead {
  /// Reads the fields of a connection's present request.
  static func reading(_ connection: OpaquePointer) -> RequestHead {
    var head = RequestHead()
    withUnsafeMutablePointer(to: &head) { head in
      http_each_header(
        connection,
        { head, _, name, nameSize, value, valueSize in
          guard let head, let name else { return .YES }
          head.assumingMemoryBound(to: RequestHead.self).pointee
            .read(Text(start: name, count: nameSize), Text(start: value ?? name, count: value == nil ? 0 : valueSize))
          return .YES
        }, head)
    }
    return head
  }
}
