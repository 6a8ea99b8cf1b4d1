import Foundation
import TestSupport
import Testing

@Suite(.serialized, .enabled(if: Strace.isUsable, Strace.absence)) struct InjectionTests {
  /// The system calls by which a write changes what is on disk.
  private static let calls = [
    "fsync", "link", "linkat", "mkdir", "openat", "rename", "renameat", "renameat2", "unlink", "unlinkat", "write",
  ]

  /// A command on a file system of some ability.
  struct Scenario: Sendable, CustomTestStringConvertible {
    let command: CrashRecord.Command
    /// Whether two files can change names with each other.
    var canExchange = true
    /// How many of its system calls an ordinary run tries; a long one tries all.
    let sampleSize: Int

    var tampering: [Strace.Tampering] { canExchange ? [] : [.failAll(call: "renameat2", error: "EINVAL")] }
    var testDescription: String { "\(command)\(canExchange ? "" : " without exchanging files")" }
  }

  @Test(arguments: [
    Scenario(command: .setOverUnsavedEdits, sampleSize: 10),
    Scenario(command: .setOverUnsavedEdits, canExchange: false, sampleSize: 5),
    Scenario(command: .new, sampleSize: 4),
    Scenario(command: .new, canExchange: false, sampleSize: 3),
    Scenario(command: .save, sampleSize: 4),
  ])
  func `a kill at any system call that changes something loses nothing that was acknowledged`(
    scenario: Scenario
  ) throws {
    var generator = SplitMix64(seed: seed)
    var (trials, committed) = (0, 0)
    let all = try Self.points(of: scenario)
    for point in isSoak ? all : generator.sample(scenario.sampleSize, of: all) {
      var record = try CrashRecord()
      let attempt = try record.prepare(scenario.command, number: 1)
      let tip = try record.space.head()
      let outcome = try record.space.rapport.run(
        attempt.arguments,
        under: Strace.tracing(Self.calls, tampering: scenario.tampering + [.kill(at: point)]),
        limitSeconds: 60
      )
      #expect(outcome.ending == .killed(signal: SIGKILL), "\(point)")
      if outcome.stdout.contains("\n") { record.acknowledge(attempt) }
      committed += try record.space.head() == tip ? 0 : 1
      trials += 1
      try record.expectPromisesKept("after the kill at \(point)")
      if Bool.random(using: &generator), try record.commitPlainly() {
        try record.expectPromisesKept("after a plain commit after the kill at \(point)")
        try record.editBystander("later")
      }
      try record.recover(from: attempt, number: 1)
      if trials.isMultiple(of: 10) { try record.space.git("fsck", "--strict", "--no-dangling") }
    }
    report(
      """
      kill at a system call of \(scenario.testDescription), seed \(seed): \(trials) of \(all.count) points, \
      \(committed) after the commit
      """
    )
  }

  @Test(arguments: ["ENOSPC", "EIO"])
  func `a system call that fails never goes unsaid, and the file stays whole`(error: String) throws {
    var generator = SplitMix64(seed: seed)
    var tally: [String: Int] = [:]
    let scenario = Scenario(command: .setOverUnsavedEdits, sampleSize: 8)
    let all = try Self.points(of: scenario).filter { !$0.call.hasPrefix("unlink") && $0.call != "linkat" }
    for point in isSoak ? all : generator.sample(scenario.sampleSize, of: all) {
      var record = try CrashRecord()
      let attempt = try record.prepare(scenario.command, number: 1)
      let outcome = try record.space.rapport.run(
        attempt.arguments,
        under: Strace.tracing(Self.calls, tampering: [.fail(at: point, error: error)]),
        limitSeconds: 60
      )
      let isThere = (try record.space.committed(attempt.file) ?? "").contains(attempt.line + "\n")
      tally["\(outcome.ending), \(isThere ? "done" : "not done")", default: 0] += 1
      if outcome.status == 0 {
        #expect(isThere, "\(point): \(outcome)")
        record.acknowledge(attempt)
      } else {
        #expect(outcome.status == 5, "\(point): \(outcome)")
        #expect(outcome.stderr.contains("error: "), "\(point): \(outcome)")
        let cause = error == "ENOSPC" ? ["space", "disk is full"] : ["Input/output error"]
        #expect(cause.contains { outcome.stderr.contains($0) }, "\(point): \(outcome)")
      }
      let present = try record.space.text(attempt.file)
      #expect(present == (isThere ? attempt.after : attempt.before), "\(point): \(outcome)")
      try record.recover(from: attempt, number: 1)
    }
    report("\(error) from a system call, seed \(seed): of \(all.count) points \(tally)")
  }

  @Test func `a removal works where files can't change names with each other, and a kill loses nothing`() throws {
    let cannotExchange = Strace.Tampering.failAll(call: "renameat2", error: "EINVAL")
    let file = "goals/second-paper.md"
    func space() throws -> TestSpace {
      let space = try TestSpace()
      #expect(try space.rapport.run(["new", "goal", "Second paper"]).status == 0)
      return space
    }
    let all = try Strace.changingPoints(of: Self.calls, tampering: [cannotExchange]) { wrapper in
      let space = try space()
      let outcome = try space.rapport.run(["undo"], under: wrapper, limitSeconds: 60)
      #expect(outcome.status == 0, "\(outcome)")
      #expect(try space.committed(file) == nil && space.status() == "" && space.leftovers() == [])
    }
    var generator = SplitMix64(seed: seed)
    let points = all.filter { $0.call != "renameat2" }
    for point in isSoak ? points : generator.sample(6, of: points) {
      let space = try space()
      let text = try space.text(file)
      let tracing = Strace.tracing(Self.calls, tampering: [cannotExchange, .kill(at: point)])
      #expect(try space.rapport.run(["undo"], under: tracing).ending == .killed(signal: SIGKILL), "\(point)")
      let next = try space.rapport.run(["save"], under: Strace.tracing(Self.calls, tampering: [cannotExchange]))
      #expect(next.status == 0, "\(point): \(next)")
      #expect(try space.status() == "" && space.leftovers() == [], "\(point)")
      if try space.committed(file) != nil { #expect(try space.text(file) == text, "\(point)") }
    }
  }

  /// The points of a scenario's command.
  private static func points(of scenario: Scenario) throws -> [Strace.Point] {
    let record = try CrashRecord()
    let attempt = try record.prepare(scenario.command, number: 1)
    let points = try Strace.changingPoints(of: calls, tampering: scenario.tampering) { wrapper in
      let outcome = try record.space.rapport.run(attempt.arguments, under: wrapper, limitSeconds: 60)
      #expect(outcome.status == 0, "\(outcome)")
    }
    // A call can't be made to fail and be a point to kill at.
    return points.filter { scenario.canExchange || $0.call != "renameat2" }
  }
}
