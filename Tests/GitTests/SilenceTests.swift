import Testing

@testable import Git

struct SilenceTests {
  private let begin = ContinuousClock.now

  private func instant(_ seconds: Double) -> ContinuousClock.Instant { begin + .seconds(seconds) }

  private func silence() -> Silence { Silence(limit: .seconds(5), since: begin) }

  @Test func `silence is too long at its limit and not before`() {
    #expect(!silence().isTooLong(at: instant(4.9)))
    #expect(silence().isTooLong(at: instant(5)))
  }

  @Test func `a word begins it anew`() {
    var silence = silence()
    silence.end(at: instant(4))
    #expect(!silence.isTooLong(at: instant(8.9)))
    #expect(silence.isTooLong(at: instant(9)))
  }

  @Test func `hours that a machine slept count as a second`() {
    var silence = silence()
    silence.wait(from: instant(1), to: instant(7201))
    #expect(!silence.isTooLong(at: instant(7203.9)))
    #expect(silence.isTooLong(at: instant(7204)))
  }

  @Test func `a machine that is always late still comes to an end`() {
    var silence = silence()
    var ends: [Bool] = []
    for wait in 0..<5 {
      let start = Double(wait) * 10
      silence.wait(from: instant(start), to: instant(start + 10))
      ends.append(silence.isTooLong(at: instant(start + 10)))
    }
    #expect(ends == [false, false, false, false, true])
  }

  @Test func `what was said during a late wait isn't counted before it ends`() {
    var silence = silence()
    silence.end(at: instant(30))
    silence.wait(from: instant(1), to: instant(31))
    #expect(!silence.isTooLong(at: instant(35.9)))
    #expect(silence.isTooLong(at: instant(36)))
  }
}
