import RapportCommands
import Synchronization
import Testing

/// A terminal that keeps what is written, and answers only what a test told it to answer.
final class CapturedTerminal: Sendable {
  /// What a run wrote so far.
  struct Streams: Sendable {
    var output: [UInt8] = []
    var error: [UInt8] = []
  }

  private let streams = Mutex(Streams())
  private let answers: Mutex<[String]>
  private let whileAsked: @Sendable () throws -> Void

  /// - Parameters:
  ///   - answers: the lines a person types, one for each question.
  ///   - whileAsked: what happens before each answer.
  init(answers: [String] = [], whileAsked: @escaping @Sendable () throws -> Void = {}) {
    self.answers = Mutex(answers)
    self.whileAsked = whileAsked
  }

  var written: Streams { streams.withLock { $0 } }

  /// Answers that no question was asked for.
  var unasked: [String] { answers.withLock { $0 } }

  /// The terminal as a command sees it.
  ///
  /// - Parameter isInteractive: whether a person seems to sit there.
  func terminal(isInteractive: Bool = false) -> Terminal {
    Terminal(
      write: { bytes, stream in
        self.streams.withLock {
          stream == .output ? $0.output.append(contentsOf: bytes) : $0.error.append(contentsOf: bytes)
        }
      },
      readLine: {
        do { try self.whileAsked() } catch { Issue.record(error) }
        let answer = self.answers.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        if answer == nil { Issue.record("a question was asked that the test has no answer for; give it `answers`") }
        return answer
      },
      isInputTerminal: isInteractive,
      isOutputTerminal: isInteractive,
      isErrorTerminal: isInteractive
    )
  }
}
