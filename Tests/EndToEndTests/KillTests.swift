import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct KillTests {
  @Test func `kill -9 at any moment loses nothing that was acknowledged`() throws {
    let count = trials(40, soak: 500)
    var generator = SplitMix64(seed: seed)
    var record = try CrashRecord()
    var seconds = try measuredSeconds(&record)
    var (acknowledged, committed, between, survived) = (0, 0, 0, 0)
    defer {
      report(
        """
        kill -9 at random, seed \(seed): \(count) trials, \(survived) ended first, \(acknowledged) acknowledged, \
        \(committed) killed after the commit, \(between) killed within the write
        """
      )
    }
    for number in 1...count {
      let command = CrashRecord.Command.allCases[number % CrashRecord.Command.allCases.count]
      let attempt = try record.prepare(command, number: number)
      let tip = try record.space.head()
      let child = try record.space.rapport.start(attempt.arguments)
      usleep(UInt32(Double.random(in: 0...1.2, using: &generator) * seconds * 1_000_000))
      child.killGroup()
      let outcome = try child.wait()
      if outcome.output.contains(UInt8(ascii: "\n")) {
        record.acknowledge(attempt)
        acknowledged += 1
      }
      if outcome.ending == .exited(0) {
        survived += 1
      } else {
        committed += try record.space.head() == tip ? 0 : 1
        between += record.space.leftovers().isEmpty ? 0 : 1
      }
      try record.expectPromisesKept("after the kill in trial \(number)")
      if Bool.random(using: &generator), try record.commitPlainly() {
        try record.expectPromisesKept("after a plain commit in trial \(number)")
        try record.editBystander("in trial \(number)")
      }
      // Other processes come and go, so the measure follows.
      seconds = 0.8 * seconds + 0.2 * (try record.recover(from: attempt, number: number))
      if number.isMultiple(of: 10) { try record.space.git("fsck", "--strict", "--no-dangling") }
      if attempt.command == .save { try record.space.rapport.run(["save", attempt.file]) }
    }
  }

  /// How long a command takes here and now.
  private func measuredSeconds(_ record: inout CrashRecord) throws -> Double {
    var durations: [Double] = []
    for number in 1...5 {
      let attempt = try record.prepare(.setOverUnsavedEdits, number: -number)
      let start = ContinuousClock.now
      try record.space.rapport.run(attempt.arguments)
      durations.append((ContinuousClock.now - start) / .seconds(1))
    }
    return durations.sorted()[durations.count / 2]
  }
}
