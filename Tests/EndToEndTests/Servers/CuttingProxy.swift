import Foundation
import Synchronization
import TestSupport
import Testing

/// A wire to a server that breaks after so many bytes, counted over all connections and both directions.
final class CuttingProxy: Sendable {
  private struct State {
    var remaining: Int
    var passed = 0
    var sockets: [Int32] = []
  }

  let port: Int
  private let serverPort: Int
  private let listener: Int32
  private let state: Mutex<State>

  /// - Parameter limit: After how many bytes the wire breaks.
  init(to serverPort: Int, breakingAfter limit: Int) throws {
    self.serverPort = serverPort
    state = Mutex(State(remaining: limit))
    (listener, port) = try LoopbackPort.listener()
    Thread.detachNewThread { [self] in
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { return }
        guard let server = LoopbackPort.connection(to: self.serverPort) else {
          close(client)
          continue
        }
        state.withLock { $0.sockets += [client, server] }
        for (from, to) in [(client, server), (server, client)] {
          Thread.detachNewThread { self.forward(from, to) }
        }
      }
    }
  }

  /// How many bytes went through.
  var passed: Int { state.withLock { $0.passed } }

  /// Ends all connections and takes no more.
  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
    state.withLock { state in
      for socket in state.sockets { shutdown(socket, Int32(SHUT_RDWR)) }
    }
  }

  private func forward(_ from: Int32, _ to: Int32) {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = recv(from, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      let allowed = state.withLock { state in
        let allowed = min(count, state.remaining)
        state.remaining -= allowed
        state.passed += allowed
        return allowed
      }
      if allowed > 0, send(to, buffer, allowed, Int32(MSG_NOSIGNAL)) < allowed { break }
      if allowed < count {
        state.withLock { state in
          for socket in state.sockets { shutdown(socket, Int32(SHUT_RDWR)) }
        }
        break
      }
    }
    shutdown(to, Int32(SHUT_WR))
  }
}

extension LoopbackPort {
  /// Listens at a free port.
  static func listener() throws -> (descriptor: Int32, port: Int) {
    let (descriptor, port) = try bound()
    try #require(listen(descriptor, 16) == 0)
    return (descriptor, port)
  }

  /// Connects with what listens at a port; nil if nothing does.
  static func connection(to port: Int) -> Int32? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if with(port, { connect(descriptor, $0, $1) }) == 0 { return descriptor }
    close(descriptor)
    return nil
  }

  private static func with(_ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    var address = address(port: port)
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}
