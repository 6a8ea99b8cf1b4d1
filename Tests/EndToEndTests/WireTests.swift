import Foundation
import TestSupport
import Testing

/// A sync whose wire breaks: the next one completes.
@Suite(.serialized) struct WireTests {
  @Test func `a wire that breaks anywhere is a failure that the next sync makes good`() throws {
    let server = try GitDaemon()
    let pair = try SyncPair(at: server)
    let address = server.address(of: "space.git")
    let distance = isSoak ? 64 : 1_024
    let most = trials(.max, soak: .max)
    var (limit, isWhole) = (0, false)
    while !isWhole, limit / distance < most {
      try pair.write(limit)
      let proxy = try CuttingProxy(to: server.port, breakingAfter: limit)
      defer { proxy.stop() }
      try pair.ana.git("remote", "set-url", "origin", address.replacing(":\(server.port)/", with: ":\(proxy.port)/"))
      let outcome = try pair.ana.rapport.run(["sync", "--no-input", "--no-save"])
      isWhole = outcome.status == 0
      if !isWhole {
        #expect(outcome.status == 4 || outcome.status == 5, "after \(limit) bytes: \(outcome)")
        #expect(outcome.stderr.hasPrefix("error: "), "after \(limit) bytes: \(outcome)")
      }
      try pair.ana.git("remote", "set-url", "origin", address)
      try pair.expectRecovery("the wire broke after \(limit) bytes")
      limit += distance
    }
    let end = isWhole ? "whole after \(limit - distance) bytes" : "cut each time"
    report("the wire broken after every \(distance) bytes: \(limit / distance) times, \(end)")
  }
}
