import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The person or the system stopped the program while something was being made.
struct Interruption: Error {
  let number: Int32

  /// Does something that Ctrl-C cancels, so that what it made can be taken away before the program ends.
  ///
  /// - Throws: ``Interruption`` once the body has ended for it; what the body throws.
  static func allowing(_ body: @escaping @Sendable () async throws -> Void) async throws {
    let (signals, continuation) = AsyncStream.makeStream(of: Int32.self)
    // Only what isn't handled as before reaches the sources; git and what it starts get them as ever.
    let handlers = [SIGINT, SIGTERM, SIGHUP].map { (number: $0, handler: signal($0, SIG_IGN)) }
    // What was to be ignored, as by nohup, stays so.
    let sources = handlers.filter { !isIgnoring($0.handler) }.map { number, _ in
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { continuation.yield(number) }
      source.resume()
      return source
    }
    defer {
      for source in sources { source.cancel() }
      for (number, handler) in handlers { _ = signal(number, handler) }
    }
    try await withThrowingTaskGroup(of: Int32?.self) { group in
      group.addTask {
        try await body()
        return nil
      }
      group.addTask { await signals.first { _ in true } }
      defer { group.cancelAll() }
      if let number = try await group.next() ?? nil { throw Interruption(number: number) }
    }
  }

  private static func isIgnoring(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN as (@convention(c) (Int32) -> Void)?, to: Int.self)
  }

  /// What a shell says of a program that the signal ended.
  var exitCode: Int32 { 128 + number }
}
