internal import CPlatform
internal import RoundhouseLoading
internal import Synchronization

/// Names the agent in whose call this process crashes.
package enum Culprits {
  /// The address of the `CellTable` whose cells the threads' words mean; kept for ever, because a crash may come at any time.
  private static let table = Atomic<UInt>(0)

  /// From now on a crash is told into a file, with the agent of this host whose call it came in. Once in a process.
  /// - Parameter file: an open descriptor, for ever.
  package static func tell(of host: Host, into file: Int32) {
    table.store(UInt(bitPattern: host.cellTable.toOpaque()), ordering: .releasing)
    platform_tell_crashes(file) { Culprits.find($0) }
  }

  /// Runs in the handler of a signal: it reads words and pointers, and takes no lock, no reference and no memory.
  private static func find(_ culprit: UnsafeMutablePointer<platform_culprit>) {
    guard let table = UnsafeRawPointer(bitPattern: table.load(ordering: .acquiring)) else { return }
    let call = callOfThread
    guard call != 0 else { return }
    culprit.pointee.agent = Unmanaged<CellTable>.fromOpaque(table)._withUnsafeGuaranteedRef {
      $0.text(of: CallWord.cell(in: call))
    }
    guard CallWord.place(in: call) < CallTable.capacity else { return }
    let name = (CallTable.slots + CallWord.place(in: call)).requestBytes.capability
    culprit.pointee.capability = name.baseAddress
    culprit.pointee.capability_size = name.count
  }

  /// Of a thread of the host's own, or of a caller's; 0 if it is in no agent.
  private static var callOfThread: UInt64 {
    let own = platform_thread_call()
    if own != 0 { return own }
    guard let word = platform_thread_get() else { return 0 }
    let words = word.assumingMemoryBound(to: ThreadWords.self)
    return words.pointee.inlineSince.load(ordering: .relaxed) == 0
      ? 0 : words.pointee.inlineCall.load(ordering: .relaxed)
  }
}
