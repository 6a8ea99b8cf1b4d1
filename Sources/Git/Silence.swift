/// How long somebody has said nothing, as far as that could have been heard.
struct Silence {
  private let limit: Duration
  private var lastHeard: ContinuousClock.Instant

  /// What a single wait counts at most. One that took longer had to wait for a processor, or the machine slept; so did the words.
  private static let longestWait = Duration.seconds(1)

  /// Begins at an instant.
  init(limit: Duration, since begin: ContinuousClock.Instant) {
    self.limit = limit
    lastHeard = begin
  }

  /// Notes that something was said.
  mutating func end(at instant: ContinuousClock.Instant) {
    lastHeard = instant
  }

  /// Counts a wait for something to be said.
  mutating func wait(from begin: ContinuousClock.Instant, to end: ContinuousClock.Instant) {
    let lost = (end - begin) - Self.longestWait
    if lost > .zero { lastHeard = min(lastHeard + lost, end) }
  }

  /// Says whether the limit is reached.
  func isTooLong(at instant: ContinuousClock.Instant) -> Bool {
    instant - lastHeard >= limit
  }
}
