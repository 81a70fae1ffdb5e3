internal import CFloors
internal import CPlatform
internal import RoundhouseHost
internal import RoundhouseModel

/// `invoke1` and `scale.route.N`: one synchronous walk, beside the same walk in C.
enum RouteBenchmarks {
  /// The peers' payload: 200 bytes of JSON.
  static let payload = Array(("{\"text\":\"" + String(repeating: "x", count: 189) + "\"}").utf8)

  static func run(sizes: [Int]) throws -> [Measurement] {
    var lines: [Measurement] = []
    let bench = try BenchHost()
    var present = 0
    for size in sizes.sorted() {
      let start = platform_now()
      try bench.add(present..<size)
      let perAgent = Double(platform_now() - start) / Double(size - present) / 1000
      present = size
      let names = Names(size)
      floor_walk_setup(UInt32(size))
      let floor = Measure.batches("scale.route.\(size)", "c-walk", batch: 2000) { floorWalk(names, $0) }
      var ours = Measure.batches("scale.route.\(size)", "roundhouse", batch: 2000) { walk(bench.host, names, $0) }
      ours.extra = [("ratio_to_floor", ours.p50 / floor.p50), ("register_us", perAgent)]
      lines += [floor, ours]
      if size == sizes.min() {
        var one = ours
        one.bench = "invoke1"
        var oneFloor = floor
        oneFloor.bench = "invoke1"
        lines += [oneFloor, one]
      }
      var hot = Measure.batches("scale.hot.\(size)", "roundhouse", batch: 2000) { hotWalk(bench.host, names, $0) }
      hot.notes = "always the same capability"
      lines.append(hot)
    }
    return lines
  }

  @inline(never)
  private static func floorWalk(_ names: Names, _ count: Int) {
    payload.withUnsafeBytes { payload in
      for _ in 0..<count {
        let name = names.next()
        let size = floor_walk_call(
          name.baseAddress!.assumingMemoryBound(to: CChar.self), UInt64(name.count), payload.baseAddress!,
          UInt64(payload.count))
        if size != 200 { fatalError("the floor answered \(size) bytes") }
      }
    }
  }

  @inline(never)
  private static func walk(_ host: Host, _ names: Names, _ count: Int) {
    payload.withUnsafeBytes { payload in
      let options = CallOptions()
      for _ in 0..<count { ask(host, names.next(), payload, options) }
    }
  }

  @inline(never)
  private static func hotWalk(_ host: Host, _ names: Names, _ count: Int) {
    payload.withUnsafeBytes { payload in
      let options = CallOptions()
      for _ in 0..<count { ask(host, names[0], payload, options) }
    }
  }

  @inline(__always)
  private static func ask(
    _ host: Host, _ name: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer, _ options: borrowing CallOptions
  ) {
    do throws(RoundhouseError) {
      switch try host.begin(name, payload, options) {
      case .done(let reply): if reply.bytes.count != 200 { fatalError("a wrong answer") }
      case .pending: fatalError("a no-op agent did not answer at once")
      }
    } catch {
      fatalError("\(error)")
    }
  }
}

/// Capability names in flat memory, handed out in a pseudo-random order.
final class Names {
  private let bytes: UnsafeMutablePointer<UInt8>
  private let lengths: UnsafeMutablePointer<Int>
  private let count: Int
  private var state: UInt32 = 1

  init(_ count: Int) {
    self.count = count
    bytes = .allocate(capacity: count * 32)
    lengths = .allocate(capacity: count)
    for index in 0..<count {
      let name = Array("cap.text.echo-\(index)".utf8)
      lengths[index] = name.count
      for (place, byte) in name.enumerated() { bytes[index * 32 + place] = byte }
    }
  }

  deinit {
    bytes.deallocate()
    lengths.deallocate()
  }

  @inline(__always)
  func next() -> UnsafeRawBufferPointer {
    state = state &* 1_664_525 &+ 1_013_904_223
    return self[Int((UInt64(state) &* UInt64(count)) >> 32)]
  }

  @inline(__always)
  subscript(index: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: bytes + index * 32, count: lengths[index])
  }
}
