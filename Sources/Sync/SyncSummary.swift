package import Git
package import History
import Records
import Space

/// What a sync brought and sent, by person and record.
package struct SyncSummary: Sendable {
  /// What one person did.
  package struct Part: Sendable {
    package let author: Author

    /// What it did to records, oldest first.
    package var events: [Event] = []

    /// The records that it wrote in another way, which still say the same.
    package var rearrangements: [Rearrangement] = []

    /// Commits that changed no record.
    package var otherCommits = 0

    /// The latest time that any of it was committed with.
    package var latest: CommitTime

    /// How many records it is about.
    package var recordCount: Int { Set(events.map { $0.record.id ?? $0.record.path }).count }
  }

  package let outcome: SyncOutcome

  /// What came in, by its authors in the order of their first commits.
  package let received: [Part]

  /// What was sent, by its authors in the order of their first commits.
  package let sent: [Part]

  /// What a person should hear of the merges, those that came in among them: the record that had to give way to another of
  /// its name may be theirs.
  package let notices: [MergeNotice]

  /// Reads what the commits of a sync did.
  ///
  /// - Throws: `HistoryError.git`.
  package init(_ outcome: SyncOutcome, in repository: Repository) async throws(HistoryError) {
    self.outcome = outcome
    var events: [ObjectID: [Event]] = [:]
    var people: [People] = []
    // What is foretold isn't all in one history yet.
    let tips = outcome.isForetold ? [outcome.after, outcome.before] : [outcome.after]
    let wanted = Set(outcome.received + outcome.sent)
    for tip in tips.compactMap({ $0 }) where !wanted.isEmpty {
      let history = try History(repository: repository, tip: tip)
      people.append(try await history.people())
      for event in try await history.events(HistoryQuery()).events where wanted.contains(event.commit.id) {
        if !(events[event.commit.id] ?? []).contains(event) { events[event.commit.id, default: []].append(event) }
      }
    }
    do throws(GitError) {
      var notices = outcome.notices
      for id in outcome.received.reversed() where try repository.commitLinks(id).parents.count > 1 {
        notices += Self.movedAside(in: events[id] ?? []).filter { !notices.contains($0) }
      }
      self.notices = notices
      received = try Self.parts(of: outcome.received, events, by: people, in: repository)
      sent = try Self.parts(of: outcome.sent, events, by: people, in: repository)
    } catch {
      throw .git(error)
    }
  }

  /// The records to which a merge gave another name than both sides used.
  private static func movedAside(in events: [Event]) -> [MergeNotice] {
    events.flatMap(\.changes).compactMap { change in
      guard case .renamed(let old, let new, similarity: _) = change, new.hasPrefix(old.dropLast(".md".count) + "-")
      else {
        return nil
      }
      return .movedAside(from: old, to: new)
    }
  }

  /// Rapport's own merges say nothing here: what they leave open is told as a question. Those that somebody made by hand
  /// are told where they hold what the two that they join don't come to by themselves.
  private static func parts(
    of commits: [ObjectID],
    _ events: [ObjectID: [Event]],
    by people: [People],
    in repository: Repository
  ) throws(GitError) -> [Part] {
    var parts: [Part] = []
    for id in commits.reversed() {
      let told = events[id] ?? []
      let commit = try repository.commit(id)
      guard commit.parents.count < 2 || !told.isEmpty && !Space.isOwnMerge(commit) else { continue }
      // A commit that changes no record has an author all the same, whom relationship.md may name.
      let known = people.map { $0.author(commit.author.person) }
      let author =
        told.first?.commit.author ?? known.first { $0.role != nil } ?? known.first
        ?? Author(person: commit.author.person, role: nil)
      let index = parts.firstIndex { $0.author.person.email.lowercased() == author.person.email.lowercased() }
      let part = index ?? parts.count
      if index == nil { parts.append(Part(author: author, latest: commit.committer.time)) }
      let time = commit.committer.time
      if time.secondsSince1970 > parts[part].latest.secondsSince1970 { parts[part].latest = time }
      parts[part].events += told
      guard told.isEmpty else { continue }
      let rearrangements = try Rearrangement.all(in: commit, of: repository)
      parts[part].rearrangements += rearrangements.filter { !parts[part].rearrangements.contains($0) }
      if rearrangements.isEmpty { parts[part].otherCommits += 1 }
    }
    return parts
  }
}
