import Git
import History
import Records
import Reports
import Space
import Sync

extension Session {
  /// How long a remote may be silent where nobody waits at a terminal, in seconds.
  private static let idleSeconds = 60

  /// The person's git, to speak with a remote.
  ///
  /// - Parameter directory: where git runs.
  func remoteCommand(in directory: String, progress: NetworkProgress) -> RemoteCommand {
    RemoteCommand(
      in: directory,
      environment: context.environment,
      manner: canAsk
        ? .attended(passwordSocket: passwordFolder + "/socket") { progress.show($0) }
        : .unattended(idleSeconds: Self.idleSeconds)
    )
  }

  /// A folder for what a person types during this run, closed to others by git, which makes it.
  private var passwordFolder: String {
    context.temporaryFolder + "/rapport-" + String(context.seed, radix: 36)
  }

  /// Does something with a remote while progress is shown.
  func withRemoteCommand<Value>(
    in directory: String,
    _ body: (RemoteCommand) async throws -> Value
  ) async throws -> Value {
    let progress = NetworkProgress(context)
    let command = remoteCommand(in: directory, progress: progress)
    let result: Result<Value, any Error>
    do {
      result = .success(try await body(command))
    } catch {
      result = .failure(error)
    }
    progress.end()
    if Space.nearestFolder(to: passwordFolder) == passwordFolder {
      await command.forgetPasswords()
      Space.discardFolder(passwordFolder, isOwn: true)
    }
    return try result.get()
  }

  /// Brings a space and its remote together, and asks where that needs an answer.
  func synchronize(
    _ space: Space,
    with remote: SharedRemote,
    _ choices: Synchronizer.Choices
  ) async throws -> SyncOutcome {
    try refuseSecondSpace(at: remote.address, besides: space)
    var choices = choices
    while true {
      do {
        return try await attempt(space, remote, choices)
      } catch let error as SyncError {
        guard case .removesMany(let removed, let count, _) = error else { throw error }
        let question = "What comes in removes \(removed) of \(count) records. Take it all the same? [y/N]"
        guard isYes(ask(StyledText(question))) else { throw error }
        choices.allowsRemoval = true
      }
    }
  }

  private func attempt(
    _ space: Space,
    _ remote: SharedRemote,
    _ choices: Synchronizer.Choices
  ) async throws -> SyncOutcome {
    let time = CommitTime(secondsSince1970: context.now, offsetMinutes: context.zone.offsetMinutes(context.now))
    let identity = try? Identity(context, in: space).committer
    let isOwn = try space.repository.configuration("rapport.mergeAs") == "me"
    let isSigned = try space.repository.configurationFlag("commit.gpgsign") ?? false
    return try await withRemoteCommand(in: space.workTree?.root ?? space.repository.gitDirectory) { command in
      try await Synchronizer(
        space,
        with: remote,
        by: command,
        choices: choices,
        signature: Signature(person: identity ?? MergeCommit.person, time: time),
        mergeTerms: isOwn || isSigned ? try commitTerms(in: space) : nil,
        backoff: Backoff(
          random: { Int.random(in: $0) },
          sleep: { duration in try? await Task.sleep(for: duration) }
        )
      ).synchronize()
    }
  }

  /// Whether an answer to a question is yes; no answer is none.
  func isYes(_ answer: String?) -> Bool {
    answer.map { ["y", "yes"].contains($0.lowercased()) } ?? false
  }

  /// What a sync says when all is done.
  ///
  /// - Returns: What is left to decide, and whether something is left to mend by hand.
  func tell(
    _ outcome: SyncOutcome,
    of space: Space,
    with remote: SharedRemote,
    unsaved: [String],
    _ format: OutputFormat
  )
    async throws -> (questions: [OpenQuestion], isToMend: Bool)
  {
    let summary = try await SyncSummary(outcome, in: space.repository)
    let listing = try space.records()
    let questions = try await questions(in: listing.files, of: space)
    let toMend = listing.toMend(after: summary.received.flatMap(\.events))
    let report = SyncReport(
      summary,
      with: remote,
      questions: questions,
      names: ShortNames(in: listing),
      space: space.workTree?.root ?? space.repository.gitDirectory,
      unsaved: unsaved,
      toMend: toMend,
      now: context.now
    )
    if format == .json { try answer(report.json) } else { try await answer(report.lines) }
    return (questions, !toMend.isEmpty)
  }

  /// Makes sure that no two spaces go to one remote, where one's files would become the other's.
  private func refuseSecondSpace(at address: RemoteAddress, besides space: Space) throws {
    guard let other = try SpaceRemotes(context).other(at: address, besides: space) else { return }
    throw CommandFailure(
      .refused,
      "another space of yours goes to the same remote: \(address.text)",
      path: other,
      help: "give each space a remote of its own"
    )
  }
}

extension RecordListing {
  /// What is committed and keeps a record from being read or merged, until somebody mends it by hand.
  ///
  /// - Parameter received: What came in, some of which may have lost its front matter on the way.
  fileprivate func toMend(after received: [Event]) -> [Diagnostic] {
    let lost = Set(
      received.filter { event in
        event.changes.contains { change in
          if case .unreadable(let problem) = change {
            problem.code == DiagnosticCode.frontMatterMissing.rawValue
          } else {
            false
          }
        }
      }.map(\.record.path)
    )
    let unreadable = files.flatMap { file -> [Diagnostic] in
      guard file.standing == .saved, case .unreadable(let problems) = file.content else { return [] }
      return problems
    }
    return unreadable
      + problems.filter { problem in
        problem.code == .unmergedVersion
          || problem.code == .frontMatterMissing && lost.contains(problem.path ?? "")
      }
  }
}
