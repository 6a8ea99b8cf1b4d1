/// How long to wait before trying once more what others try at the same time.
///
/// Chance decides between nothing and a bound that grows, so that those who met once don't meet again.
package struct Backoff: Sendable {
  /// The most tries; between as many replicas in step, each gets its turn.
  package static let mostTries = 32

  private static let firstBoundMilliseconds = 10
  private static let largestBoundMilliseconds = 2_000

  /// A number in the range, by chance.
  package var random: @Sendable (ClosedRange<Int>) -> Int

  /// Waits so long.
  package var sleep: @Sendable (Duration) async -> Void

  package init(
    random: @escaping @Sendable (ClosedRange<Int>) -> Int,
    sleep: @escaping @Sendable (Duration) async -> Void
  ) {
    self.random = random
    self.sleep = sleep
  }

  /// Waits before a try, counted from 1.
  func pause(before attempt: Int) async {
    let doubled = Self.firstBoundMilliseconds << min(attempt, 10)
    await sleep(.milliseconds(random(0...min(doubled, Self.largestBoundMilliseconds))))
  }
}
