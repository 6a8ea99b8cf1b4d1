import Foundation
import TestSupport
import Testing

/// Commands of two people who share that are killed: the next one completes.
@Suite(.serialized) struct SyncKillTests {
  /// A command that is killed.
  private enum Command: CaseIterable {
    case sync, set, resolve
  }

  @Test func `kill -9 at any moment of sync, set and resolve loses nothing, and the next command completes`() throws {
    let pair = try SyncPair(at: try FolderServer())
    var generator = SplitMix64(seed: seed)
    var seconds: [Command: Double] = [:]
    var (killed, acknowledged, slowest) = (0, 0, 0.0)
    let count = trials(40, soak: 500)
    for number in 1...count {
      let command = Command.allCases[number % Command.allCases.count]
      let arguments: [String]
      switch command {
      case .sync:
        try pair.write(number)
        arguments = ["sync", "--no-input", "--no-save"]
      case .set: arguments = ["set", "paper", "mark-\(number)=done"]
      case .resolve:
        try pair.disagree(number)
        arguments = ["resolve", "paper", "target", "mine"]
      }
      let child = try pair.ana.rapport.start(arguments)
      // Some end before they are killed, and then show how long the command takes here and now.
      usleep(UInt32(Double.random(in: 0...1.2, using: &generator) * (seconds[command] ?? 1) * 1_000_000))
      child.killGroup()
      let outcome = try child.wait()
      if outcome.ending != .exited(0) { killed += 1 }
      if outcome.output.contains(UInt8(ascii: "\n")) {
        acknowledged += 1
        if command == .set { pair.promise("mark-\(number): done") }
        if command == .resolve { try pair.expectSettled(number, "trial \(number), seed \(seed)") }
      }
      let start = ContinuousClock.now
      try pair.expectRecovery("trial \(number) (\(command)), seed \(seed)")
      let recovery = (ContinuousClock.now - start) / .seconds(1)
      slowest = max(slowest, recovery)
      // The next command is a sync, and takes at least as long.
      seconds[command] = recovery
      if command == .resolve { try pair.settle() }
      if number.isMultiple(of: 20) { try pair.ana.git("fsck", "--strict", "--no-dangling") }
    }
    report(
      """
      kill -9 of sync, set and resolve, seed \(seed): \(count) trials, \(killed) killed in time, \(acknowledged) \
      acknowledged; the slowest recovery took \(Int(slowest * 1_000)) ms
      """
    )
  }
}
