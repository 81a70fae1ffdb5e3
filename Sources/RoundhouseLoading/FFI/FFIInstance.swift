internal import CPlatform
internal import CRoundhouse
package import RoundhouseModel

/// One instance of an agent that is a plain C library and a manifest.
///
/// All calls are answered inside `invoke`, on the caller's thread. Any number may run at once; what the library itself
/// cannot do at once is for the manifest to say (`concurrency`, `threadSafe`).
package final class FFIInstance: AgentInstance {
  package let number: UInt64
  package let invoke: InvokeFunction = { context, token, request in
    Unmanaged<FFIInstance>.fromOpaque(context)._withUnsafeGuaranteedRef {
      $0.answer(token, request.assumingMemoryBound(to: rh_request.self))
    }
    return RH_OK
  }
  let services: any AgentServices
  let bounds: FFIBounds
  let hasHandles: Bool
  private let directory: FFIDirectory

  /// Finds every symbol, prepares every call, and calls the manifest's `initializer`.
  /// - Throws: `invalidManifest` naming the function, and the nearest symbol where one is missing; `agentError` if
  ///   the initializer fails.
  package init(
    manifest: Manifest, library: SharedLibrary, services: any AgentServices, number: UInt64,
    clock: any Clock = SystemClock()
  ) throws(RoundhouseError) {
    self.number = number
    self.services = services
    let interface = manifest.foreign
    let symbols = FFISymbols(library, hints: interface.functions.map(\.symbol))
    do throws(RoundhouseError) {
      let types = try FFITypes(interface, symbols, FFIMemory())
      bounds = FFIBounds(handles: FFIHandleTable(types.handles), limit: services.replyLimit, clock: clock)
      hasHandles = !types.handles.isEmpty
      var functions: [FFIFunction] = []
      for function in interface.functions {
        functions.append(try FFICompiler.compile(function, of: interface, types, symbols))
      }
      directory = FFIDirectory(functions)
      if let initializer = interface.initializer {
        try FFIInstance.initialize(
          try FFICompiler.compile(initializer, of: interface, types, symbols), bounds)
      }
    } catch {
      var named = error
      named.agent = manifest.id
      throw named
    }
  }

  /// Valid as long as somebody holds the instance; the host does until after `destroy`.
  package var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  var handles: FFIHandleTable { bounds.handles }

  package var reportsHealth: Bool { hasHandles }

  package func resume(_ token: UInt64) {}

  /// A foreign function cannot be interrupted; the host has answered its caller.
  package func cancel(_ token: UInt64) {}

  /// Always healthy; the occasion to close handles that were forgotten.
  package func checkHealth() -> HealthReport {
    handles.sweep(now: bounds.clock.now)
    return HealthReport(state: .healthy)
  }

  package func drain(until deadline: Nanoseconds) {}

  /// Closes all handles, the youngest first.
  package func destroy() { handles.closeAll() }

  /// The function for a request.
  func function(_ request: borrowing rh_request) throws(FFIFault) -> FFIFunction {
    let name = UnsafeRawBufferPointer(start: request.capability.data, count: Int(request.capability.size))
    guard let function = directory.find(name, version: request.capability_version) else {
      throw FFIFault(.unknownCapability, "\(String(decoding: name, as: UTF8.self)) is not among the agent's functions")
    }
    return function
  }

  private static func initialize(_ function: FFIFunction, _ bounds: FFIBounds) throws(RoundhouseError) {
    do throws(FFIFault) {
      let room = UnsafeMutableRawBufferPointer(start: nil, count: 0)
      var call = try FFICall(function, bounds, owner: "", room: room)
      try call.run(.empty) { _ in }
    } catch { throw error.error }
  }
}
