package import RoundhouseModel

/// An agent's answer that came from another process.
package struct RelayedReply {
  /// Of the ABI: 0, or an error.
  package var status: Int32 = 0
  package var payload = UnsafeRawBufferPointer(start: nil, count: 0)
  package var contentType = ""
  package var errorCode = ""
  package var message = ""
  package var isRetryable = false
  package var isNotStarted = false
  package var usage = Usage()

  package init() {}
}
