import Subprocess
import Synchronization

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// What a run of git with a remote left behind.
struct RemoteOutcome: Sendable {
  let output: [UInt8]
  let messages: RemoteMessages
  let exitCode: Int32

  var failure: RemoteFailure { RemoteFailure(messages: messages) }
}

/// How git speaks with a remote and with the person: whom it may ask, what is heard of it, and when it has been silent for too long.
final class RemoteConversation: Sendable {
  private struct State {
    var messages = RemoteMessages()
    var silence: Silence?
    var isTooSilent = false
  }

  private let manner: RemoteCommand.Manner
  private let state = Mutex(State())

  init(manner: RemoteCommand.Manner) {
    self.manner = manner
  }

  var messages: RemoteMessages { state.withLock { $0.messages } }

  /// How long git was silent before it was ended for that; nil if it wasn't.
  var fatalSilence: Int? {
    guard case .unattended(let seconds) = manner else { return nil }
    return state.withLock { $0.isTooSilent } ? seconds : nil
  }

  /// In a session of its own neither git nor ssh finds a terminal to ask at, whatever they are told, and git can be ended with all that it started.
  var platformOptions: PlatformOptions {
    var options = PlatformOptions()
    if case .unattended = manner { options.createSession = true }
    return options
  }

  /// What git is told in addition to the user's configuration.
  var options: [String] {
    guard case .attended(let socket, _) = manner else { return [] }
    let quoted = "'" + socket.replacing("'", with: "'\\''") + "'"
    return ["-c", "credential.helper=cache --timeout=\(Self.passwordSeconds) --socket=\(quoted)"]
  }

  /// How long what a person typed may be remembered where rapport is stopped before it can say that it be forgotten.
  private static let passwordSeconds = 120

  /// What git sees besides the user's variables.
  func variables(_ environment: [String: String]) -> [String: String] {
    // The messages are read, and an address may only lead where an address may.
    var variables = ["LC_ALL": "C", "LANGUAGE": "C", "GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh"]
    // What git traces would be taken for messages, and may hold passwords.
    for name in ["GIT_TRACE", "GIT_CURL_VERBOSE", "GIT_TRACE_CURL", "GIT_TRACE_PACKET"] where environment[name] != nil {
      variables[name] = "0"
    }
    guard case .unattended = manner else { return variables }
    variables["GIT_TERMINAL_PROMPT"] = "0"
    variables["SSH_ASKPASS_REQUIRE"] = "never"
    variables["GCM_INTERACTIVE"] = "never"
    return variables
  }

  /// Listens until git ends, or until it has been silent for too long.
  func listen(to execution: Execution<some InputProtocol, some OutputProtocol, SequenceOutput>) async throws {
    if case .unattended(let seconds) = manner {
      state.withLock { $0.silence = Silence(limit: .seconds(seconds), since: .now) }
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for try await bytes in execution.standardError { self.hear(bytes) }
        self.state.withLock { $0.messages.end() }
      }
      if case .unattended = manner {
        group.addTask {
          while try await self.mayWait() {}
          self.state.withLock { $0.isTooSilent = true }
          try? execution.send(signal: .terminate, toProcessGroup: true)
          try await Task.sleep(for: .seconds(1))
          try? execution.send(signal: .kill, toProcessGroup: true)
        }
      }
      try await group.next()
      group.cancelAll()
    }
  }

  private func hear(_ buffer: SubprocessOutputSequence.Buffer) {
    let bytes = buffer.withUnsafeBytes { Array($0) }
    let lines = state.withLock { state in
      state.silence?.end(at: .now)
      return state.messages.take(bytes)
    }
    guard case .attended(_, let progress) = manner else { return }
    for line in lines { progress(line) }
  }

  /// Waits a little; false when git has been silent for too long.
  private func mayWait() async throws -> Bool {
    let begin = ContinuousClock.now
    try await Task.sleep(for: .milliseconds(100))
    return state.withLock { state in
      let end = ContinuousClock.now
      state.silence?.wait(from: begin, to: end)
      return state.silence?.isTooLong(at: end) != true
    }
  }
}

extension GitCommand {
  /// Runs git for a conversation with a remote.
  ///
  /// - Throws: `RemoteFailure` if git can't be run, says more than the limit, or is silent for too long.
  func run(
    _ arguments: [String],
    adding variables: [String: String],
    _ conversation: RemoteConversation,
    outputLimit: Int = 4 << 20
  ) async throws(RemoteFailure) -> RemoteOutcome {
    do {
      let result = try await Subprocess.run(
        .name("git"),
        arguments: Arguments(Self.safeguards + ["-c", "advice.pushUpdateRejected=false"] + arguments),
        environment: .custom(values(adding: variables)),
        workingDirectory: FilePath(folder),
        platformOptions: conversation.platformOptions,
        input: .none,
        output: .bytes(limit: outputLimit),
        error: .sequence
      ) { execution in
        try await conversation.listen(to: execution)
      }
      if let seconds = conversation.fatalSilence {
        throw RemoteFailure(.silent(seconds: seconds), lines: conversation.messages.lines)
      }
      return RemoteOutcome(
        output: result.standardOutput,
        messages: conversation.messages,
        exitCode: Self.exitCode(result.terminationStatus)
      )
    } catch let failure as RemoteFailure {
      throw failure
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw RemoteFailure(.noGit)
    } catch {
      throw RemoteFailure(.other, lines: [Self.shown("\(error)").redactingURLSecrets()])
    }
  }
}
