import Synchronization

/// What git says while it speaks with a remote, on one line that goes away, once that has taken a while.
final class NetworkProgress: Sendable {
  private struct State {
    var start = ContinuousClock.now
    var isShown = false
  }

  private let terminal: Terminal
  private let delay: Duration
  private let state = Mutex(State())

  init(_ context: Context) {
    terminal = context.terminal
    delay = context.progressDelay
  }

  /// Takes a line that is safe to show.
  func show(_ line: String) {
    state.withLock { state in
      guard .now - state.start >= delay else { return }
      state.isShown = true
      write("\r" + String(line.prefix((terminal.width ?? 80) - 1)) + "\u{1b}[K")
    }
  }

  /// Takes the line away.
  func end() {
    state.withLock { state in
      if state.isShown { write("\r\u{1b}[K") }
      state = State()
    }
  }

  private func write(_ text: String) {
    // Nobody misses progress that can't be shown.
    try? terminal.write(Array(text.utf8), .error)
  }
}
